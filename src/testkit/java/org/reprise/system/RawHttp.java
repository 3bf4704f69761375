package org.reprise.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Requests byte for byte, as no client of good manners sends them. */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;

    /** Of whoever sends the requests, with the end of its line; empty: a stranger. */
    private final String credential;

    RawHttp(int port) {
        this(port, "");
    }

    private RawHttp(int port, String credential) {
        this.port = port;
        this.credential = credential;
    }

    /** The same, for a program that has a token. */
    RawHttp with(String token) {
        return new RawHttp(port, "Authorization: Bearer " + token + "\r\n");
    }

    /** The same, for the browser of somebody who is signed in. */
    RawHttp withCookie(String cookie) {
        return new RawHttp(port, "Cookie: " + cookie + "\r\n");
    }

    /** A request, or its beginning, as whoever has the credential sends it. */
    String signed(String request) {
        int line = request.indexOf("\r\n") + 2;
        return request.substring(0, line) + credential + request.substring(line);
    }

    /** @param status 0: the connection ended without an answer */
    record Answer(int status, List<String> headers, String body) {
        String header(String name) {
            return all(name).stream().findFirst().orElse("");
        }

        List<String> all(String name) {
            var begin = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
                    .map(line -> line.substring(begin.length()).strip())
                    .toList();
        }
    }

    /** A GET that closes its connection, of {@code localhost}. */
    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Answer send(String method, String path, String body, String... headers) {
        var lines = new ArrayList<>(List.of(headers));
        if (lines.stream().noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))) {
            lines.add(0, "Host: localhost:" + port);
        }
        if (!body.isEmpty()) {
            lines.add("Content-Length: " + body.getBytes(ISO_8859_1).length);
        }
        return exchange(head(method + " " + path, lines) + body);
    }

    static String head(String methodAndPath, List<String> headers) {
        return methodAndPath + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
    }

    Answer exchange(String request) {
        try (var socket = open()) {
            write(socket, signed(request));
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Socket socket, String request) {
        try {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        } catch (IOException e) {
            // a server that refuses a request need not read it to its end: its answer counts
        }
    }

    Socket open() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** Until the server closes the connection. */
    static Answer read(Socket socket) {
        var bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (IOException e) {
            // reset: what came before counts
        }
        return parse(bytes.toString(ISO_8859_1));
    }

    /** The head of an answer alone: of a connection that stays open. */
    static Answer readHead(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            bytes.write(next);
        }
        return parse(bytes.toString(ISO_8859_1));
    }

    private static Answer parse(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0 || !answer.startsWith("HTTP/1.")) {
            return new Answer(0, List.of(), answer);
        }
        var lines = answer.substring(0, end).split("\r\n");
        var parsed = new Answer(
                Integer.parseInt(lines[0].split(" ")[1]),
                List.of(lines).subList(1, lines.length),
                answer.substring(end + 4));
        return parsed.header("Transfer-Encoding").equals("chunked")
                ? new Answer(parsed.status, parsed.headers, together(parsed.body))
                : parsed;
    }

    private static String together(String chunks) {
        var all = new StringBuilder();
        int at = 0;
        for (int end = chunks.indexOf("\r\n"); end > at; end = chunks.indexOf("\r\n", at)) {
            int length = Integer.parseInt(chunks.substring(at, end).strip(), 16);
            int begin = Math.min(chunks.length(), end + 2);
            all.append(chunks, begin, Math.min(chunks.length(), begin + length));
            at = begin + length + 2;
        }
        return all.toString();
    }
}
