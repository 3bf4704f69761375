package org.reprise.telegram.botapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.reprise.Settings;
import org.reprise.TimeSource;
import org.reprise.storage.Ownership;

/**
 * The HTTP connections to the Bot API server. Nothing is ever sent a second time by itself, no redirect is followed,
 * and nobody waits for ever: after its patience a call is answered. src/adr/0010 says why this client.
 */
@ApplicationScoped
class BotApiClient {
    private static final Logger LOG = Logger.getLogger(BotApiClient.class.getName());

    /** Enough for 20,000 messages a second that are answered after 50 ms; each takes memory, and collecting it time. */
    static final int CONNECTIONS_FOR_MESSAGES = 1_000;

    /** Those, and questions for updates that stay open. */
    private static final int MAX_CONNECTIONS = CONNECTIONS_FOR_MESSAGES + 1_000;

    /** Shorter than servers keep one: an idle connection is ended by us, not under the next message's feet. */
    private static final TimeValue KEPT_IDLE = TimeValue.ofSeconds(15);

    /** Kept, for a server that goes down loads no more classes. */
    private static final CallFailure AT_THE_END = CallFailure.GOING_DOWN;

    private static final TimeValue WORTH_A_CHECK = TimeValue.ofMilliseconds(500);
    private static final Timeout TO_CONNECT = Timeout.ofSeconds(10);
    private static final long LOOK_FOR_LATE_MILLIS = 500;

    /** Loggers that would write addresses, and with them tokens. Kept, for a logger that nobody holds is forgotten. */
    private static final List<Logger> MUTED = List.of(
            Logger.getLogger("org.apache.hc"),
            Logger.getLogger("org.apache.hc.client5.http"),
            Logger.getLogger("org.apache.hc.client5.http.wire"),
            Logger.getLogger("org.apache.hc.client5.http.headers"));

    private final HttpHost host;
    private final String base;
    private final CloseableHttpAsyncClient client;
    private final Ownership ownership;
    private final TimeSource time;
    private final Set<PendingCall> open = ConcurrentHashMap.newKeySet();
    private final Future<?> lookingForLate;
    private volatile boolean closed;

    @Inject
    BotApiClient(Settings settings, Threads threads, Ownership ownership, TimeSource time) {
        this.ownership = ownership;
        this.time = time;
        MUTED.forEach(logger -> logger.setLevel(Level.WARNING));
        URI server = settings.telegram().botApi();
        host = new HttpHost(server.getScheme(), server.getHost(), server.getPort());
        base = server.getRawPath();
        client = client(new KnownAddress(threads.work(), time), threads);
        client.start();
        lookingForLate = threads.timer()
                .scheduleWithFixedDelay(
                        this::giveUpLate, LOOK_FOR_LATE_MILLIS, LOOK_FOR_LATE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private CloseableHttpAsyncClient client(KnownAddress address, Threads threads) {
        var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setDnsResolver(address)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(TO_CONNECT)
                        .setValidateAfterInactivity(WORTH_A_CHECK)
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(TO_CONNECT)
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build())
                .build();
        return HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .setThreadFactory(threads.wire())
                .setIoReactorExceptionCallback(this::broke)
                .setKeepAliveStrategy((response, context) -> KEPT_IDLE)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .replaceExecInterceptor(ChainElement.PROTOCOL.name(), BotApiClient::proceed)
                .build();
    }

    /** Instead of the client's own, which takes the address apart for a login that the Bot API does not have. */
    private static void proceed(
            HttpRequest request,
            AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        chain.proceed(request, body, scope, callback);
    }

    /** Whether anything may leave now: not while another server may have the database. */
    boolean mayBeUsed() {
        return ownership.isHeld();
    }

    /** With a JSON body, and nothing noted. */
    PendingCall post(String token, String method, JsonObjectBuilder body, Duration patience) {
        return post(token, method, body, patience, DepartureNote.NONE);
    }

    /** With a JSON body. */
    PendingCall post(String token, String method, JsonObjectBuilder body, Duration patience, DepartureNote handover) {
        var content = ByteBuffer.wrap(body.build().toString().getBytes(UTF_8));
        return post(token, method, List.of(content), ContentType.APPLICATION_JSON, patience, handover);
    }

    /**
     * @param body parts that follow each other
     * @param patience from now to the last byte of the answer
     * @param handover what is noted of it
     */
    PendingCall post(
            String token,
            String method,
            List<ByteBuffer> body,
            ContentType type,
            Duration patience,
            DepartureNote handover) {
        var call = new PendingCall(patience, handover, ownership::isHeld, time);
        var request = AsyncRequestBuilder.post()
                .setHttpHost(host)
                .setPath(base + "/bot" + token + "/" + method)
                .setEntity(new Body(body, type, call))
                .build();
        open.add(call);
        call.reply().whenComplete((reply, never) -> open.remove(call));
        var context = HttpClientContext.create();
        context.setRequestConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.ofMilliseconds(patience.toMillis()))
                // the client goes by the wall clock: set forward, it would end all that is on its way; see giveUpLate
                .setResponseTimeout(Timeout.DISABLED)
                .setAuthenticationEnabled(false)
                .build());
        try {
            var answer = new BasicResponseConsumer<>(new BasicAsyncEntityConsumer());
            call.runsAs(client.execute(request, answer, context, call));
        } catch (RuntimeException e) {
            // the client is closed, or broke before it did anything
            call.failed(e);
        }
        return call;
    }

    /** Takes back what has that reference and has not left; done when nothing of the rest leaves any more. */
    CompletableFuture<Void> recall(long reference) {
        return CompletableFuture.allOf(open.stream()
                .filter(call -> call.reference() == reference)
                .map(PendingCall::recall)
                .toArray(CompletableFuture[]::new));
    }

    private void broke(Exception e) {
        // a client that is closed in the midst of its work says so by an exception
        LOG.log(closed ? Level.FINE : Level.SEVERE, "The HTTP client broke", e);
    }

    private void giveUpLate() {
        for (var call : open) {
            if (call.isLate()) {
                call.giveUp(CallFailure.NO_REPLY_IN_TIME);
            }
        }
    }

    /** Answers all that is still open, as what it is: perhaps sent, or not. */
    @PreDestroy
    void close() {
        closed = true;
        lookingForLate.cancel(false);
        open.forEach(call -> call.giveUp(AT_THE_END));
        client.close(CloseMode.IMMEDIATE);
    }
}
