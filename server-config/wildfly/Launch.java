import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts WildFly in this process with a WAR on it, says where that answers, and ends with 1 when it could not be
 * deployed: the server by itself would go on without it and answer 404. It ends with 3 when Reprise asks for that. Run
 * from source: {@code java @jvm.options --class-path=…/jboss-modules.jar Launch.java reprise.war} and the server's own
 * options. The server is the one that the jar lies in. Nothing is written there: all of that goes to
 * {@code java.io.tmpdir}, and none of it has to be kept. With {@code -Dreprise.ends.with.parent=true} it does not
 * outlive the process that started it, as Maven would allow.
 */
class Launch {
    /** An orderly end takes 10 seconds at the most, unless it hangs. */
    private static final int LONGEST_END_MILLIS = 30_000;

    public static void main(String[] args) throws Throwable {
        // the server makes log events of what is printed after its start
        var console = System.out;
        if (Boolean.getBoolean("reprise.ends.with.parent")) {
            ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> System.exit(0));
        }
        var address = System.getProperty("jboss.bind.address", "127.0.0.1");
        int port = Integer.getInteger("jboss.http.port", 8080);
        endUnlessFree(address, port);
        endUnlessFree("127.0.0.1", Integer.getInteger("jboss.management.http.port", 9990));

        // not on the thread that asks: an orderly end waits for that one
        System.getProperties().put("reprise.end", (Runnable) () -> new Thread(Launch::end).start());
        var home = Path.of(System.getProperty("java.class.path")).toRealPath().getParent();
        var own =
                Path.of(System.getProperty("java.io.tmpdir"), "wildfly-" + port).toAbsolutePath();
        System.setProperty("jboss.home.dir", home.toString());
        for (var kind : List.of("data", "log", "temp")) {
            System.setProperty(
                    "jboss.server." + kind + ".dir", own.resolve(kind).toString());
        }
        var deployments = Files.createDirectories(own.resolve("deployments"));
        System.setProperty("reprise.deployments", deployments.toString());
        var war = deployments.resolve("reprise.war");
        Files.copy(Path.of(args[0]), war, StandardCopyOption.REPLACE_EXISTING);
        for (var mark : List.of(".deployed", ".failed")) {
            Files.deleteIfExists(Path.of(war + mark));
        }

        var command = new ArrayList<>(List.of("-mp", home.resolve("modules").toString(), "org.jboss.as.standalone"));
        command.add("--read-only-server-config=standalone.xml");
        command.addAll(List.of(args).subList(1, args.length));
        org.jboss.modules.Main.main(command.toArray(String[]::new));
        while (!Files.exists(Path.of(war + ".deployed"))) {
            if (Files.exists(Path.of(war + ".failed"))) {
                console.println("Reprise could not start. The reason is the last \"Caused by\" above.");
                // no orderly end, which waits for what never started as long as a start may take
                Runtime.getRuntime().halt(1);
            }
            Thread.sleep(100);
        }
        console.println("Reprise answers at http://" + address + ":" + port + "/");
    }

    /** The server would start without the port, and say so somewhere. */
    private static void endUnlessFree(String address, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            System.err.println(
                    "Reprise could not start: " + address + ":" + port + " cannot be had, " + e.getMessage());
            System.exit(1);
        }
    }

    /** Reprise asks for it when another server has its database: whoever supervises this one starts it anew. */
    private static void end() {
        var forced = new Thread(() -> {
            try {
                Thread.sleep(LONGEST_END_MILLIS);
            } catch (InterruptedException e) {
                // then at once
            }
            Runtime.getRuntime().halt(3);
        });
        forced.setDaemon(true);
        forced.start();
        System.exit(3);
    }
}
