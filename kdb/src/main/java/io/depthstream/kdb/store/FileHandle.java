package io.depthstream.kdb.store;

import io.depthstream.kdb.eval.Handles;
import io.depthstream.kdb.ipc.Encoder;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is appended to: text as it is, items of a list as a log holds them. */
public final class FileHandle implements Handles.Handle {
    private final String name;
    private final FileChannel channel;

    private FileHandle(String name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /** Opens a file to append to it, and makes it where there is none. */
    public static FileHandle append(String handle) {
        Path path = Path.of(handle.substring(1));
        try {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            return new FileHandle(handle, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw Storage.failed(handle, e);
        }
    }

    private void write(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw Storage.failed(name, e);
        }
    }

    @Override
    public Value sync(Value message) {
        if (message instanceof Vec vec && vec.type() == Type.LIST) {
            ListVec list = (ListVec) vec;
            for (int i = 0; i < list.count(); i++) {
                write(Encoder.file(list.at(i)));
            }
        } else if (message instanceof Vec bytes && bytes.type() == Type.BYTE) {
            byte[] raw = new byte[bytes.count()];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = (byte) bytes.longAt(i);
            }
            write(raw);
        } else {
            write(Handles.text(message).getBytes(StandardCharsets.ISO_8859_1));
        }
        return null;
    }

    @Override
    public void async(Value message) {
        if (message.type() == Type.LIST && message.count() > 0 && message.at(0).type() != Type.CHAR) {
            sync(message);
        } else {
            write((Handles.text(message) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Storage.failed(name, e);
        }
    }

    @Override
    public boolean isConnection() {
        return false;
    }
}
