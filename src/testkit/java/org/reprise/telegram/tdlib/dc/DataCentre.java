package org.reprise.telegram.tdlib.dc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.testing.FreePort;

/**
 * A Telegram data centre on 127.0.0.1, for the real TDLib. It plays SOCKS5 proxy for every address of Telegram's, so a
 * client needs only {@link #library} and {@link #port}, and nothing leaves the machine.
 *
 * <p>It is our picture of Telegram, not Telegram: good for seeing what TDLib does, no proof of what Telegram does.
 */
public final class DataCentre implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DataCentre.class.getName());
    private final Path library;
    private final int port;
    private final Accounts accounts = new Accounts();
    private final Login login = new Login(accounts);
    private final Requests requests = new Requests();
    private final Connection.Keys keys;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;
    private volatile Thread accepting;

    private DataCentre(Path library, ServerKey serverKey) throws IOException {
        this.library = library;
        this.keys = new Connection.Keys(serverKey, requests);
        requests.add(new Configuration().methods());
        requests.add(login.methods());
        requests.add(new Chats(accounts).methods());
        requests.add(new Sending(accounts).methods());
        this.port = FreePort.find();
        listen(port);
    }

    /**
     * @param tdlib the library to make a copy of
     * @param directory where the copy and the key that it trusts are kept, for this and later data centres
     */
    public static DataCentre start(Path tdlib, Path directory) throws IOException {
        Files.createDirectories(directory);
        var key = ServerKey.in(directory.resolve("test-server.key"));
        var copy = directory.resolve("test-" + Files.size(tdlib) + "-" + tdlib.getFileName());
        PatchedLibrary.write(tdlib, key, copy);
        return new DataCentre(copy, key);
    }

    /** The TDLib that trusts this data centre. */
    public Path library() {
        return library;
    }

    /** Of the SOCKS5 proxy, on 127.0.0.1. */
    public int port() {
        return port;
    }

    public Account bot(String token, Person self) {
        return accounts.add(new Account(new Account.Credentials(token, null, null, null), self));
    }

    /** @param password of two-step verification, or null without one */
    public Account user(String phone, String code, String password, Person self) {
        return accounts.add(new Account(new Account.Credentials(null, phone.replace("+", ""), code, password), self));
    }

    /** The owner of the account scans a QR code. @param link {@code tg://login?token=…} */
    public void scan(String link, Account account) {
        var token = link.substring(link.indexOf('=') + 1);
        login.scan(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII), account);
    }

    /** How often clients called a method. */
    public int calls(String method) {
        return requests.count(method);
    }

    /** Calls of the method are answered when it is let go. */
    public void holdUp(String method) {
        requests.holdUp(method);
    }

    public void letGo(String method) {
        requests.letGo(method);
    }

    /** Hangs up on everybody and takes no calls until {@link #up}; what was agreed and accepted stays. */
    public void down() {
        try {
            listening.close();
            // the port is free once nobody accepts on it any more
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        hangUp();
    }

    public void up() throws IOException {
        listen(port);
    }

    /** Breaks all connections; clients may call again at once. */
    public void hangUp() {
        for (var socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        down();
    }

    private void listen(int at) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        listening = socket;
        accepting = daemon("accept", () -> accept(socket));
    }

    private void accept(ServerSocket on) {
        while (!on.isClosed()) {
            try {
                var socket = on.accept();
                open.add(socket);
                if (on.isClosed()) {
                    // it called in the moment of hanging up
                    socket.close();
                }
                daemon("client", () -> serve(socket));
            } catch (IOException e) {
                if (!on.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Connection(new Transport(socket), keys).serve();
        } catch (IOException e) {
            LOG.log(Level.FINE, "a client hung up", e);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "the test data centre failed", e);
        } finally {
            open.remove(socket);
        }
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, "data-centre-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
