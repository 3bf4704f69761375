import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Logger;

/**
 * Starts WildFly in this process with a WAR on it, says where that answers, and ends when it could not be deployed: the
 * server by itself would go on without it and answer 404. Run as {@code java @jvm.options
 * --class-path=…/jboss-modules.jar:… Launch reprise.war} with the server's own options. The server is the one that the
 * jar lies in. Nothing is written there: all of that goes to {@code java.io.tmpdir}, and none of it has to be kept.
 * With {@code -Dreprise.ends.with.parent=true} it does not outlive the process that started it, as Maven would allow.
 *
 * <p>It ends with 1 when an operator has to do something before another start, and with 70 or 75 when another start may
 * go better. Reprise itself ends it with 3 when another server has its database. With {@code -Dreprise.log.json=true}
 * each line that it prints is a JSON object, and so is each of the server's. With
 * {@code -Dreprise.ends.when.ready=true} it ends with 0 once a page was shown: what the JVM archives of its classes by
 * then serves the starts that follow.
 */
class Launch {
    private static final boolean JSON = Boolean.getBoolean("reprise.log.json");
    private static final int FAILED = 70;
    private static final int TRY_AGAIN = 75;

    public static void main(String[] args) throws Throwable {
        if (System.getProperty("reprise.log.text") == null) {
            System.setProperty("reprise.log.text", String.valueOf(!JSON));
        }
        if (Boolean.getBoolean("reprise.ends.with.parent")) {
            ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> System.exit(0));
        }
        var address = System.getProperty("jboss.bind.address", "127.0.0.1");
        int port = Integer.getInteger("jboss.http.port", 8080);
        endUnlessFree(address, port);
        endUnlessFree("127.0.0.1", Integer.getInteger("jboss.management.http.port", 9990));

        ClassArchive.removeUnlessTaken();
        EndOnRequest.watch(() -> System.exit(EndOnRequest.EXIT_CODE));
        var home = Path.of(org.jboss.modules.Main.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toRealPath()
                .getParent();
        var own =
                Path.of(System.getProperty("java.io.tmpdir"), "wildfly-" + port).toAbsolutePath();
        // what a killed server left; none is at work there, for its port is free
        delete(own);
        System.setProperty("jboss.home.dir", home.toString());
        for (var kind : List.of("data", "log", "temp")) {
            System.setProperty(
                    "jboss.server." + kind + ".dir", own.resolve(kind).toString());
        }
        var deployments = Files.createDirectories(own.resolve("deployments"));
        System.setProperty("reprise.deployments", deployments.toString());
        var war = deployments.resolve("reprise.war");
        Files.copy(Path.of(args[0]), war);

        var command = new ArrayList<>(List.of("-mp", home.resolve("modules").toString(), "org.jboss.as.standalone"));
        command.add("--read-only-server-config=standalone.xml");
        command.addAll(List.of(args).subList(1, args.length));
        org.jboss.modules.Main.main(command.toArray(String[]::new));
        while (!Files.exists(Path.of(war + ".deployed"))) {
            if (Files.exists(Path.of(war + ".failed"))) {
                log().severe("Reprise could not start; the reason stands above");
                // no orderly end, which waits for what never started as long as a start may take
                Runtime.getRuntime().halt(FAILED);
            }
            Thread.sleep(100);
        }
        log().info("Reprise answers at http://" + address + ":" + port + "/");
        // as on Payara: what the start needed goes back to the system
        System.gc();
        Runtime.getRuntime().addShutdownHook(new Thread(ClassArchive::keepOfThisRun));
        if (Boolean.getBoolean("reprise.ends.when.ready")) {
            try (var page = URI.create("http://127.0.0.1:" + port + "/").toURL().openStream()) {
                page.readAllBytes();
            }
            System.exit(0);
        }
    }

    /** Only once the server runs: it brings its own log, which has to be the first that is asked for. */
    private static Logger log() {
        return Logger.getLogger("org.reprise.Launch");
    }

    /** The server would start without the port, and say so somewhere. */
    private static void endUnlessFree(String address, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            sayEarly("Reprise could not start: " + address + ":" + port + " cannot be had, " + e.getMessage());
            System.exit(TRY_AGAIN);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** Before the server has a log. */
    private static void sayEarly(String what) {
        System.err.println(
                JSON
                        ? "{\"timestamp\":\"" + Instant.now() + "\",\"level\":\"SEVERE\",\"message\":\""
                                + what.replaceAll("[\"\\\\\\p{Cntrl}]", "'") + "\"}"
                        : what);
    }
}
