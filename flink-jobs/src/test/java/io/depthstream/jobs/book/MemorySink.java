package io.depthstream.jobs.book;

import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.sink.PublishedRecordSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A two-phase sink in memory: what it wrote can be read at once as uncommitted, and once its checkpoint is complete as
 * committed. Its ledger is found by name, because the sink itself travels as a copy.
 */
final class MemorySink implements Sink<PublishedRecord>, SupportsCommitter<MemorySink.Transaction> {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Ledger> LEDGERS = new ConcurrentHashMap<>();

    private final String name;

    MemorySink(final String name) {
        this.name = name;
        LEDGERS.put(name, new Ledger());
    }

    Ledger ledger() {
        return LEDGERS.get(name);
    }

    @Override
    public SinkWriter<PublishedRecord> createWriter(final WriterInitContext context) {
        return new Writer(ledger());
    }

    @Override
    public Committer<Transaction> createCommitter(final CommitterInitContext context) {
        return new LedgerCommitter(ledger());
    }

    @Override
    public SimpleVersionedSerializer<Transaction> getCommittableSerializer() {
        return new TransactionSerializer();
    }

    /** What readers see. */
    static final class Ledger {
        final List<PublishedRecord> uncommitted = Collections.synchronizedList(new ArrayList<>());
        final List<PublishedRecord> committed = Collections.synchronizedList(new ArrayList<>());
        private final Collection<String> ids = Collections.synchronizedList(new ArrayList<>());
    }

    /** Records between two barriers; the id makes committing twice harmless. */
    record Transaction(String id, List<PublishedRecord> records) {}

    private static final class Writer implements CommittingSinkWriter<PublishedRecord, Transaction> {
        private final Ledger ledger;
        private List<PublishedRecord> open = new ArrayList<>();

        Writer(final Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public void write(final PublishedRecord record, final Context context) {
            open.add(record);
            ledger.uncommitted.add(record);
        }

        @Override
        public void flush(final boolean endOfInput) {
            // Everything is in memory already.
        }

        @Override
        public Collection<Transaction> prepareCommit() {
            final List<PublishedRecord> closed = open;
            open = new ArrayList<>();
            return List.of(new Transaction(UUID.randomUUID().toString(), closed));
        }

        @Override
        public void close() {
            // What is open is lost, as an aborted transaction is.
        }
    }

    private static final class LedgerCommitter implements Committer<Transaction> {
        private final Ledger ledger;

        LedgerCommitter(final Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public void commit(final Collection<CommitRequest<Transaction>> requests) {
            for (final CommitRequest<Transaction> request : requests) {
                synchronized (ledger) {
                    final Transaction transaction = request.getCommittable();
                    if (!ledger.ids.contains(transaction.id())) {
                        ledger.ids.add(transaction.id());
                        ledger.committed.addAll(transaction.records());
                    }
                }
            }
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }

    private static final class TransactionSerializer implements SimpleVersionedSerializer<Transaction> {
        private final PublishedRecordSerializer records = new PublishedRecordSerializer();

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(final Transaction transaction) throws IOException {
            final DataOutputSerializer out = new DataOutputSerializer(1_024);
            out.writeUTF(transaction.id());
            out.writeInt(transaction.records().size());
            for (final PublishedRecord record : transaction.records()) {
                records.serialize(record, out);
            }
            return out.getCopyOfBuffer();
        }

        @Override
        public Transaction deserialize(final int version, final byte[] bytes) throws IOException {
            final DataInputDeserializer in = new DataInputDeserializer(bytes);
            final String id = in.readUTF();
            final List<PublishedRecord> list = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                list.add(records.deserialize(in));
            }
            return new Transaction(id, list);
        }
    }
}
