package org.reprise.telegram.tdlib.dc;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.crypto.Cipher;

/** Packets over a socket that began as a SOCKS5 proxy: obfuscated, in Telegram's intermediate frames. */
final class Transport implements AutoCloseable {
    private static final int INTERMEDIATE = 0xeeeeeeee;
    private static final int MAX_PACKET = 1 << 24;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Cipher fromClient;
    private final Cipher toClient;

    /** @throws IOException when the client speaks something else */
    Transport(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        connectAsProxy();
        var start = new byte[64];
        in.readFully(start);
        fromClient = Aes.ctr(Arrays.copyOfRange(start, 8, 40), Arrays.copyOfRange(start, 40, 56));
        var back = reversed(Arrays.copyOfRange(start, 8, 56));
        toClient = Aes.ctr(Arrays.copyOf(back, 32), Arrays.copyOfRange(back, 32, 48));
        int tag = ByteBuffer.wrap(fromClient.update(start)).getInt(56);
        if (tag != INTERMEDIATE) {
            throw new IOException("not the intermediate transport: %08x".formatted(tag));
        }
    }

    /** Whatever address the client asks for, it is answered here: nothing leaves the machine. */
    private void connectAsProxy() throws IOException {
        expect(5);
        in.readNBytes(in.readUnsignedByte());
        out.write(new byte[] {5, 0});
        expect(5);
        expect(1);
        expect(0);
        int address = switch (in.readUnsignedByte()) {
            case 1 -> 4;
            case 4 -> 16;
            default -> in.readUnsignedByte();
        };
        in.readNBytes(address + 2);
        out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
    }

    private void expect(int octet) throws IOException {
        int came = in.readUnsignedByte();
        if (came != octet) {
            throw new IOException("not SOCKS5: " + came);
        }
    }

    /** The next packet; blocks. */
    byte[] read() throws IOException {
        // the highest bit asks for a quick acknowledgement, which is optional
        int length =
                ByteBuffer.wrap(decrypted(4)).order(ByteOrder.LITTLE_ENDIAN).getInt() & Integer.MAX_VALUE;
        if (length > MAX_PACKET) {
            throw new IOException("a packet of " + length + " bytes");
        }
        return decrypted(length);
    }

    synchronized void write(byte[] packet) throws IOException {
        var frame = new TlWriter().integer(packet.length).raw(packet).bytes();
        out.write(toClient.update(frame));
    }

    private byte[] decrypted(int length) throws IOException {
        var bytes = new byte[length];
        in.readFully(bytes);
        return length == 0 ? bytes : fromClient.update(bytes);
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /** Ends a read that waits. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
