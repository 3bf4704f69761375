package org.reprise.telegram.tdlib;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.Settings;
import org.reprise.TimeSource;

/** Opens clients of TDLib, which is loaded when the first one is asked for; closes them all at the end. */
@ApplicationScoped
public class TdClients implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TdClients.class.getName());

    /** TDLib writes its state and says goodbye to Telegram within a second or two, unless the disk is stuck. */
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Settings settings;
    private final ThreadFactory threads;
    private final TimeSource time;
    private TdLibrary library;
    private ReceiveLoop loop;
    private boolean closed;

    @Inject
    public TdClients(Settings settings, @TdThreads ThreadFactory threads, TimeSource time) {
        this.settings = settings;
        this.threads = threads;
        this.time = time;
    }

    /**
     * Opens a client; its first update tells what it waits for.
     *
     * @throws TdMissing when there is no library for this machine
     * @throws IllegalStateException after {@link #close}
     */
    public synchronized TdClient open(TdListener listener) {
        var opened = new TdClient(library(), listener, time);
        loop.add(opened);
        // wakes it: TDLib says nothing of a client that nobody spoke to
        opened.ask(TdRequest.of("getOption").add("name", "version").build(), GOODBYE);
        return opened;
    }

    /** The time that all clients go by. */
    TimeSource time() {
        return time;
    }

    /** Answers at once, without a client; see {@link TdLibrary#execute}. */
    public JsonObject execute(JsonObject request) {
        return library().execute(request);
    }

    private synchronized TdLibrary library() {
        if (closed) {
            throw new TdClosed();
        }
        if (library == null) {
            library = TdLibrary.load(settings);
        }
        if (loop == null || loop.hasEnded()) {
            loop = new ReceiveLoop(library, time);
            threads.newThread(loop).start();
        }
        return library;
    }

    /** Returns when the receiving thread has ended: the next deployment's may begin. */
    @PreDestroy
    @Override
    public synchronized void close() {
        closed = true;
        if (loop != null) {
            await(
                    "clients",
                    CompletableFuture.allOf(
                            loop.clients().stream().map(TdClient::close).toArray(CompletableFuture<?>[]::new)));
            if (await("the receiving thread", loop.end())) {
                library.close();
            }
            loop = null;
        }
    }

    private static boolean await(String what, CompletableFuture<Void> end) {
        try {
            end.get(GOODBYE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "TDLib did not close {0} in time; what is in its database stays", what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return false;
    }
}
