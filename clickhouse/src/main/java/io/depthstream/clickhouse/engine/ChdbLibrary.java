package io.depthstream.clickhouse.engine;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** The functions of libchdb that the engine calls; names and types are the library's own. */
interface ChdbLibrary extends Library {

    /** Keeps the library from taking the signals that the Java machine lives by. */
    void chdb_set_signal_handlers_enabled(int enabled);

    Pointer chdb_connect(int argc, String[] argv);

    void chdb_close_conn(Pointer connection);

    Pointer chdb_query_with_params_n(Pointer connection, byte[] query, long queryLength, byte[] format, long formatLength,
            Pointer names, Pointer nameLengths, Pointer values, Pointer valueLengths, long count);

    Pointer chdb_query_n(Pointer connection, byte[] query, long queryLength, byte[] format, long formatLength);

    Pointer chdb_stream_insert_n(Pointer connection, byte[] query, long queryLength, byte[] format, long formatLength);

    int chdb_stream_append(Pointer stream, byte[] bytes, long length);

    Pointer chdb_stream_done(Pointer stream);

    String chdb_stream_insert_error(Pointer stream);

    void chdb_stream_cancel_insert(Pointer stream);

    void chdb_destroy_insert_stream(Pointer stream);

    Pointer chdb_result_buffer(Pointer result);

    long chdb_result_length(Pointer result);

    long chdb_result_rows_read(Pointer result);

    long chdb_result_rows_written(Pointer result);

    String chdb_result_error(Pointer result);

    void chdb_destroy_query_result(Pointer result);
}
