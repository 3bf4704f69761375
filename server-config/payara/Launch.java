import static java.nio.charset.StandardCharsets.UTF_8;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.impl.PayaraMicroImpl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Starts Payara Micro, says where Reprise answers, and ends when Reprise could not be deployed: the server by itself
 * would go on without it and answer 404. The server was unpacked once, by {@code java -jar payara-micro.jar --rootdir
 * server --outputlauncher}. Run as {@code java @jvm.options --class-path=server/launch-micro.jar:launch.jar Launch}
 * with the server's own options, before which the Maven plugin puts {@code -Dgav=… -jar payara-micro.jar}.
 *
 * <p>It ends with 1 when an operator has to do something before another start, and with 70 or 75 when another start may
 * go better. Reprise itself ends it with 3 when another server has its database. With {@code -Dreprise.log.json=true}
 * each line that it prints is a JSON object, and so is each of the server's. With {@code -Dreprise.clears.temp=true} it
 * removes what killed servers left in {@code java.io.tmpdir}. With {@code -Dreprise.ends.when.ready=true} it ends with
 * 0 once a page was shown: what the JVM archives of its classes by then serves the starts that follow.
 */
class Launch {
    private static final boolean JSON = Boolean.getBoolean("reprise.log.json");
    private static final Logger LOG = Logger.getLogger("org.reprise.Launch");
    private static final Logger WEB = Logger.getLogger("jakarta.enterprise.web");
    private static final String LISTENS = "set configs.config.server-config.network-config.network-listeners"
            + ".network-listener.http-listener.enabled=";
    private static final int FAILED = 70;
    private static final int TRY_AGAIN = 75;

    private static final AtomicBoolean stopping = new AtomicBoolean();

    /** Held until the process ends: others see that what lies in the directory is in use. */
    private static FileLock inUse;

    public static void main(String[] args) throws Exception {
        // a start that is refused may end the process, too
        EndOnRequest.watch(() -> stop(EndOnRequest.EXIT_CODE));
        int jar = Arrays.asList(args).indexOf("-jar");
        var options = new ArrayList<>(List.of(args).subList(jar < 0 ? 0 : jar + 2, args.length));
        if (JSON) {
            inPlaceOf(options, "--logproperties", "logging-json.properties");
        }
        // the server sets its level to INFO, whatever the properties say
        WEB.setFilter(event -> event.getLevel().intValue() >= Level.WARNING.intValue());
        endUnlessFree(options);
        if (Boolean.getBoolean("reprise.clears.temp")) {
            clear(Path.of(System.getProperty("java.io.tmpdir")));
        }
        openLate(options);
        ClassArchive.removeUnlessTaken();
        var server = Path.of(PayaraMicro.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        options.addAll(List.of("--rootdir", ownDirectory(server.resolveSibling("config"))));
        System.setProperty("fish.payara.micro.BootJar", server.toUri().toString());
        System.setProperty("fish.payara.micro.UnpackDir", server.getParent().toString());
        PayaraMicroImpl.main(options.toArray(String[]::new));
        System.setOut(asEvents("stdout", Level.INFO));
        System.setErr(asEvents("stderr", Level.WARNING));
        stopOn("TERM", 143);
        stopOn("INT", 130);
        var runtime = PayaraMicro.getInstance().getRuntime();
        if (runtime.getLocalDescriptor().getDeployedApplications().isEmpty()) {
            LOG.severe("Reprise could not start; the reason stands above");
            System.exit(FAILED);
        }
        try {
            var address = Gate.putIn(runtime.getClass().getClassLoader());
            LOG.info("Reprise answers at " + address);
            // what the start needed goes back to the system; by itself the heap would keep it until it is full
            System.gc();
            if (Boolean.getBoolean("reprise.ends.when.ready")) {
                try (var page = URI.create(address).toURL().openStream()) {
                    page.readAllBytes();
                }
                stop(0);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.SEVERE, "Reprise could not start: this server is not the one it knows", e);
            System.exit(FAILED);
        }
    }

    /** What the server changes and writes is this process's own: others start from the same one. */
    private static String ownDirectory(Path config) throws IOException {
        var own = Files.createTempDirectory("payaramicro-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(own)));
        var copies = Files.createDirectory(own.resolve("config"));
        try (var files = Files.list(config)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copies.resolve(file.getFileName()));
            }
        }
        return own.toString();
    }

    /**
     * A filter of the server's own, for what never gets as far as Reprise. A path whose percent signs are no UTF-8 is
     * answered by the server with an empty 200 or 400: here those signs become text, and Reprise is told of it, which
     * refuses such a path. A wish for another protocol is left unheard. Requests that come while Reprise stops are
     * answered by the server with a page of its own: here with a 503 that says when to come again. Of a Host that is
     * none the server makes a page of its log and an empty 200: here it is a 400. By reflection, since the server's
     * classes lie in its jar's jars.
     */
    private static final class Gate implements InvocationHandler {
        /** {@code ReadablePath} asks for it. */
        private static final String UNREADABLE = "reprise.path.unreadable";

        private static final String ANSWERED = "reprise.answered";
        private static final String PROBLEM = "{\"type\":\"urn:reprise:problem:%s\",\"title\":\"%s\",\"status\":%d,"
                + "\"code\":\"%1$s\",\"detail\":\"%4$s\",\"instance\":\"/\",\"error\":\"%4$s\"}";

        /** A name or an address, and perhaps a port. */
        private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\s]+)(:\\d{1,5})?");

        /** The filter whose place it has. */
        private final Object behind;

        private final Class<?> content;
        private final Class<?> request;
        private final Class<?> buffers;
        private final Class<?> upgrade;
        private final Method message;
        private final Method header;
        private final Method path;

        private Gate(ClassLoader server, Object behind) throws ReflectiveOperationException {
            this.behind = behind;
            var context = server.loadClass("org.glassfish.grizzly.filterchain.FilterChainContext");
            content = server.loadClass("org.glassfish.grizzly.http.HttpContent");
            request = server.loadClass("org.glassfish.grizzly.http.HttpRequestPacket");
            buffers = server.loadClass("org.glassfish.grizzly.memory.Buffers");
            upgrade = server.loadClass("org.glassfish.grizzly.http.HttpEvents$IncomingHttpUpgradeEvent");
            message = context.getMethod("getMessage");
            header = content.getMethod("getHttpHeader");
            path = request.getMethod("getRequestURI");
        }

        /**
         * Puts one before what answers.
         *
         * @return the address that is listened at
         */
        @SuppressWarnings("unchecked")
        static String putIn(ClassLoader server) throws ReflectiveOperationException {
            var listeners = server.loadClass("com.sun.enterprise.v3.services.impl.GrizzlyService");
            var service = call(server.loadClass("org.glassfish.internal.api.Globals"), "get", listeners);
            var proxies = listeners.getDeclaredField("proxies");
            proxies.setAccessible(true);
            var proxy = ((Iterable<?>) proxies.get(service)).iterator().next();
            var chain = (List<Object>) call(call(call(proxy, "getUnderlyingListener"), "getTransport"), "getProcessor");
            var place = chain.stream()
                    .map(filter -> filter.getClass().getSimpleName())
                    .toList()
                    .indexOf("FileCacheFilter");
            // in the place of another one: whoever is on the way along the chain loses it when it grows
            var filter = server.loadClass("org.glassfish.grizzly.filterchain.Filter");
            var gate = new Gate(server, chain.get(place));
            chain.set(place, Proxy.newProxyInstance(server, new Class<?>[] {filter}, gate));
            var address = (InetAddress) call(proxy, "getAddress");
            return "http://" + address.getHostAddress() + ":" + call(proxy, "getPort") + "/";
        }

        /** A method of an object, or a static one of a class, that takes such values. */
        private static Object call(Object on, String name, Object... values) throws ReflectiveOperationException {
            var type = on instanceof Class<?> itself ? itself : on.getClass();
            for (var method : type.getMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == values.length) {
                    method.setAccessible(true);
                    try {
                        return method.invoke(on, values);
                    } catch (IllegalArgumentException e) {
                        // the next one of that name
                    }
                }
            }
            throw new NoSuchMethodException(type.getName() + "." + name);
        }

        @Override
        public Object invoke(Object self, Method asked, Object[] values) throws Throwable {
            if (asked.getName().equals("equals")) {
                return self == values[0];
            } else if (upgrade.isInstance(values == null ? null : values[values.length - 1])) {
                stayWithHttp(call(values[1], "getHttpHeader"));
            } else if (asked.getName().equals("handleRead") && isAnswered(values[0])) {
                return call(values[0], "getStopAction");
            }
            try {
                return asked.invoke(behind, values);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        /**
         * A request may ask for another protocol, as Java's own client does for HTTP/2: the server then waits for that
         * protocol's first bytes instead of the body, also where it does not speak it.
         */
        private static void stayWithHttp(Object asked) throws ReflectiveOperationException {
            if (!"websocket".equalsIgnoreCase((String) call(asked, "getUpgrade"))) {
                call(asked, "setIgnoreContentModifiers", false);
                call(call(asked, "getUpgradeDC"), "recycle");
            }
        }

        private boolean isAnswered(Object context) throws ReflectiveOperationException {
            var read = message.invoke(context);
            var asked = content.isInstance(read) ? header.invoke(read) : null;
            if (!request.isInstance(asked)) {
                return false;
            } else if (stopping.get()) {
                answer(
                        context,
                        asked,
                        503,
                        problem("unavailable", "Unavailable", 503, "Reprise stops; try again soon."));
                return true;
            } else if (call(asked, "getHeader", "Host") instanceof String host
                    && !HOST.matcher(host.strip()).matches()) {
                var problem = problem("malformed_request", "Malformed request", 400, "The header Host names no host.");
                answer(context, asked, 400, problem);
                return true;
            }
            if (path.invoke(asked) instanceof String given && !isReadable(given)) {
                call(asked, "setAttribute", UNREADABLE, true);
                call(asked, "setRequestURI", given.replace("%", "%25"));
            }
            return false;
        }

        private static boolean isReadable(String path) {
            try {
                var decoded = URLDecoder.decode(path, UTF_8);
                return decoded.indexOf('\uFFFD') < 0 && decoded.indexOf('\0') < 0;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private static String problem(String code, String title, int status, String detail) {
            return PROBLEM.formatted(code, title, status, detail);
        }

        /** Once, however many pieces the request comes in. */
        private void answer(Object context, Object asked, int status, String problem)
                throws ReflectiveOperationException {
            if (call(asked, "getAttribute", ANSWERED) == null) {
                call(asked, "setAttribute", ANSWERED, true);
                var body = problem.getBytes(UTF_8);
                var answer = call(asked, "getResponse");
                call(answer, "setStatus", status);
                call(answer, "setContentType", "application/problem+json;charset=UTF-8");
                call(answer, "setContentLengthLong", (long) body.length);
                if (status == 503) {
                    call(answer, "setHeader", "Retry-After", "2");
                }
                call(answer, "setHeader", "X-Request-Id", UUID.randomUUID().toString());
                call(answer, "setHeader", "Connection", "close");
                var whole = call(content, "builder", answer);
                call(whole, "content", call(buffers, "wrap", call(context, "getMemoryManager"), body));
                call(whole, "last", true);
                call(context, "write", call(whole, "build"));
            }
        }
    }

    /**
     * The orderly stop comes before the end of the process: that would close the log first, and nobody would read how
     * the stop went. By reflection, since the compiler warns of the class by a line of its own.
     */
    private static void stopOn(String signal, int exitCode) throws ReflectiveOperationException {
        var type = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        var stop =
                Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, values) -> {
                    if (!stopping.getAndSet(true)) {
                        EndOnRequest.begin("stop", () -> stop(exitCode));
                    }
                    return null;
                });
        type.getMethod("handle", type, handler)
                .invoke(null, type.getConstructor(String.class).newInstance(signal), stop);
    }

    private static void stop(int exitCode) {
        stopping.set(true);
        try {
            PayaraMicro.getInstance().shutdown();
            ClassArchive.keepOfThisRun();
        } catch (BootstrapException | RuntimeException e) {
            LOG.log(Level.SEVERE, "The server did not stop as it should", e);
        } finally {
            // the server's own hook still says, in another form, that it has nothing left to do
            var nowhere = new PrintStream(OutputStream.nullOutputStream());
            System.setOut(nowhere);
            System.setErr(nowhere);
            System.exit(exitCode);
        }
    }

    /** What is printed after the start becomes an event of the log, a line each. */
    private static PrintStream asEvents(String name, Level level) {
        var log = Logger.getLogger(name);
        var line = new ByteArrayOutputStream() {
            @Override
            public synchronized void flush() {
                var text = toString(UTF_8);
                if (text.endsWith("\n")) {
                    reset();
                    log.log(level, text.strip());
                }
            }
        };
        return new PrintStream(line, true, UTF_8);
    }

    /** The port opens when Reprise can answer there: before that, the server would say 404. */
    private static void openLate(List<String> options) throws IOException {
        int before = options.indexOf("--prebootcommandfile") + 1;
        var commands = new ArrayList<String>();
        if (before > 0) {
            commands.addAll(Files.readAllLines(Path.of(options.get(before))));
            options.subList(before - 1, before + 1).clear();
        }
        commands.add(LISTENS + false);
        // here, since only the gate makes the server forget a wish for it
        commands.add("set configs.config.server-config.network-config.protocols.protocol.http-listener.http."
                + "http2-enabled=false");
        options.addAll(List.of("--prebootcommandfile", file(commands)));
        options.addAll(List.of("--postdeploycommandfile", file(List.of(LISTENS + true))));
    }

    private static String file(List<String> commands) throws IOException {
        var file = Files.createTempFile("reprise-", ".txt");
        file.toFile().deleteOnExit();
        return Files.write(file, commands).toString();
    }

    /** The option's file becomes one that lies beside it. */
    private static void inPlaceOf(List<String> options, String option, String file) {
        int value = options.indexOf(option) + 1;
        if (value > 0) {
            options.set(value, Path.of(options.get(value)).resolveSibling(file).toString());
        }
    }

    /** The server would choose another one, or say in many lines that it has none. */
    private static void endUnlessFree(List<String> options) throws IOException {
        int port = options.indexOf("--port") + 1;
        if (port > 0) {
            try (var socket = new ServerSocket()) {
                socket.bind(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(options.get(port))));
            } catch (IOException e) {
                sayEarly("Reprise could not start: port " + options.get(port) + " cannot be had, " + e.getMessage());
                System.exit(TRY_AGAIN);
            }
        }
    }

    /** What servers left that were killed; nothing while another Reprise uses the directory. */
    private static void clear(Path directory) throws IOException {
        var channel = new RandomAccessFile(
                        Files.createDirectories(directory)
                                .resolve("reprise.lock")
                                .toFile(),
                        "rw")
                .getChannel();
        var alone = channel.tryLock();
        if (alone != null) {
            try (var left = Files.newDirectoryStream(directory, "{payaramicro-*,reprise-*.txt}")) {
                left.forEach(Launch::delete);
            }
            alone.release();
        }
        inUse = channel.lock(0, Long.MAX_VALUE, true);
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            sayEarly("What a killed server left in " + directory + " stays there: " + e);
        }
    }

    /** Before the server has a log. */
    private static void sayEarly(String what) {
        System.err.println(
                JSON
                        ? "{\"Timestamp\":\"" + Instant.now() + "\",\"Level\":\"SEVERE\",\"LogMessage\":\""
                                + what.replaceAll("[\"\\\\\\p{Cntrl}]", "'") + "\"}"
                        : what);
    }
}
