package io.depthstream.jobs.book;

import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.codec.Records;

/** Names a book record as a reader of uncommitted data does: by symbol, session and sequence. */
final class RecordName {

    private RecordName() {}

    static String top(final PublishedRecord record) {
        final TopOfBook top = Records.decode(TopOfBook.class, record.value());
        return top.getSymbol() + " " + top.getSession() + " " + top.getSequence();
    }

    static String depth(final PublishedRecord record) {
        final Depth depth = Records.decode(Depth.class, record.value());
        return depth.getSymbol() + " " + depth.getSession() + " " + depth.getSequence();
    }

    static String latest(final PublishedRecord record) {
        final BookLatest latest = Records.decode(BookLatest.class, record.value());
        return latest.getSymbol() + " " + latest.getSession() + " " + latest.getSequence();
    }
}
