package org.reprise.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** Just enough HTTP for one kept connection, a request at a time: any real client costs more than it measures. */
final class BareSocket {
    private final int port;
    private Socket socket;
    private InputStream in;

    BareSocket(int port) throws IOException {
        this.port = port;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** @return the status */
    int get(String path) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }

    /** @return the status */
    int post(String path, String json) throws IOException {
        return exchange(
                "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.getBytes(UTF_8).length + "\r\n\r\n" + json);
    }

    private int exchange(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(UTF_8));
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var name = header.toLowerCase(java.util.Locale.ROOT);
            length = name.startsWith("content-length:")
                    ? Integer.parseInt(header.substring(15).strip())
                    : length;
            chunked |= name.startsWith("transfer-encoding:");
            last |= name.equals("connection: close");
        }
        in.readNBytes(length);
        if (chunked) {
            for (int size = chunk(); size > 0; size = chunk()) {
                in.readNBytes(size);
                line();
            }
            line();
        }
        if (last) {
            // servers end a connection after some hundred requests
            socket.close();
            connect();
        }
        return status;
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new byte[2_000];
        int length = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server has gone");
            }
            line[length++] = (byte) c;
        }
        return new String(line, 0, length, US_ASCII).strip();
    }
}
