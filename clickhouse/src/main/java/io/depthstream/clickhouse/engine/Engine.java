package io.depthstream.clickhouse.engine;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * One database of the in-process ClickHouse, kept in a folder; one statement at a time, from any thread.
 *
 * <p>Only one process may have a folder open.
 */
final class Engine implements AutoCloseable {

    private static final int CHUNK_BYTES = 1 << 20;

    private final ChdbLibrary library;
    private final Pointer handle;
    private final Pointer connection;

    /** What a statement gave: its bytes in the format asked for, and how many rows were read and written. */
    record Answer(byte[] bytes, long rowsRead, long rowsWritten) {}

    /**
     * Opens the folder, making it where it is not there.
     *
     * @param file   libchdb.so
     * @param folder the database's
     * @throws UnsatisfiedLinkError  if the library can't be loaded
     * @throws IllegalStateException if it does not open the folder
     */
    Engine(final Path file, final Path folder) {
        library = Native.load(file.toString(), ChdbLibrary.class, Map.of(ChdbLibrary.OPTION_STRING_ENCODING, "UTF-8"));
        library.chdb_set_signal_handlers_enabled(0);
        final String[] arguments = {"clickhouse", "--path=" + folder.toAbsolutePath()};
        handle = library.chdb_connect(arguments.length, arguments);
        if (handle == null || handle.getPointer(0) == null) {
            throw new IllegalStateException("libchdb does not open " + folder + ": does another process have it open?");
        }
        connection = handle.getPointer(0);
    }

    /**
     * Runs a statement.
     *
     * @param format     of the answer, where the statement names none
     * @param parameters values of {@code {name:Type}} in it
     * @throws EngineException if ClickHouse refuses it
     */
    synchronized Answer query(final String sql, final String format, final Map<String, String> parameters)
            throws EngineException {
        final byte[] query = bytes(sql);
        final byte[] answer = bytes(format);
        if (parameters.isEmpty()) {
            return take(library.chdb_query_n(connection, query, query.length, answer, answer.length));
        }
        final Texts names = new Texts(parameters.keySet());
        final Texts values = new Texts(parameters.values());
        return take(library.chdb_query_with_params_n(connection, query, query.length, answer, answer.length,
                names.pointers, names.lengths, values.pointers, values.lengths, parameters.size()));
    }

    /**
     * Inserts what a stream holds.
     *
     * @param sql    {@code INSERT INTO …}, without format and data
     * @param format of the data
     * @throws EngineException if ClickHouse refuses it: then nothing of it is there
     * @throws IOException     if the stream fails; the insert is given up
     */
    synchronized Answer insert(final String sql, final String format, final InputStream data)
            throws EngineException, IOException {
        final byte[] query = bytes(sql);
        final byte[] form = bytes(format);
        final Pointer stream = library.chdb_stream_insert_n(connection, query, query.length, form, form.length);
        if (stream == null) {
            throw new EngineException("libchdb took no insert: " + sql);
        }
        boolean finished = false;
        try {
            check(stream);
            final byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = data.readNBytes(chunk, 0, CHUNK_BYTES); read > 0; read = data.readNBytes(chunk, 0, CHUNK_BYTES)) {
                if (library.chdb_stream_append(stream, chunk, read) != 0) {
                    check(stream);
                    throw new EngineException("libchdb took no more of the insert: " + sql);
                }
            }
            finished = true;
            return take(library.chdb_stream_done(stream));
        } finally {
            if (!finished) {
                library.chdb_stream_cancel_insert(stream);
            }
            library.chdb_destroy_insert_stream(stream);
        }
    }

    private void check(final Pointer stream) throws EngineException {
        final String error = library.chdb_stream_insert_error(stream);
        if (error != null && !error.isEmpty()) {
            throw new EngineException(error);
        }
    }

    private Answer take(final Pointer result) throws EngineException {
        if (result == null) {
            throw new EngineException("libchdb gave no answer");
        }
        try {
            final String error = library.chdb_result_error(result);
            if (error != null && !error.isEmpty()) {
                throw new EngineException(error);
            }
            final long length = library.chdb_result_length(result);
            if (length > Integer.MAX_VALUE - 8) {
                throw new EngineException("an answer of " + length + " bytes is more than this front passes on: add a LIMIT");
            }
            final byte[] bytes = length == 0 ? new byte[0] : library.chdb_result_buffer(result).getByteArray(0, (int) length);
            return new Answer(bytes, library.chdb_result_rows_read(result), library.chdb_result_rows_written(result));
        } finally {
            library.chdb_destroy_query_result(result);
        }
    }

    @Override
    public synchronized void close() {
        library.chdb_close_conn(handle);
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Texts as C wants them: pointers to their bytes, and their lengths. Kept as long as the call lasts. */
    private static final class Texts {
        private final Memory bytes;
        private final Memory pointers;
        private final Memory lengths;

        Texts(final Iterable<String> texts) {
            int count = 0;
            int total = 1;
            for (final String text : texts) {
                count++;
                total += bytes(text).length + 1;
            }
            bytes = new Memory(total);
            pointers = new Memory((long) count * Native.POINTER_SIZE);
            lengths = new Memory((long) count * Native.SIZE_T_SIZE);
            long at = 0;
            int i = 0;
            for (final String text : texts) {
                final byte[] encoded = bytes(text);
                bytes.write(at, encoded, 0, encoded.length);
                bytes.setByte(at + encoded.length, (byte) 0);
                pointers.setPointer((long) i * Native.POINTER_SIZE, bytes.share(at));
                lengths.setLong((long) i * Native.SIZE_T_SIZE, encoded.length);
                at += encoded.length + 1;
                i++;
            }
        }
    }
}
