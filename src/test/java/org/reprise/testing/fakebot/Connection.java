package org.reprise.testing.fakebot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Serves one connection, a request at a time. */
final class Connection implements Runnable {
    private final Socket socket;
    private final Site site;
    private OutputStream out;

    Connection(Socket socket, Site site) {
        this.socket = socket;
        this.site = site;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            while (!socket.isClosed()) {
                socket.setSoTimeout(site.idleMillis());
                var request = Request.read(in);
                if (request == null) {
                    return;
                }
                site.serve(request, this);
            }
        } catch (SocketTimeoutException e) {
            // idle for too long: closed without a word, as servers do
        } catch (IOException e) {
            // the client went away, which some tests do on purpose
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void answer(Answer answer) throws IOException {
        out.write(answer.bytes());
    }

    /** @param answer what would have been answered; null: nothing was asked of the Bot API */
    void suffer(Fault fault, Answer answer) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case ANSWER -> answer(fault.answer());
            case RESET -> {
                // no farewell: what is still under way is thrown away, and the client hears "connection reset"
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case CLOSE -> {
                answer(answer);
                socket.close();
            }
            case HANG -> {
                Thread.sleep(fault.millis());
                socket.close();
            }
            case LATE -> {
                Thread.sleep(fault.millis());
                answer(answer);
            }
            case SLOW -> {
                for (byte each : answer.bytes()) {
                    out.write(each);
                    Thread.sleep(fault.millis());
                }
            }
        }
    }
}
