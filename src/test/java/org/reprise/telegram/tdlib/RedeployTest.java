package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.telegram.tdlib.dc.DataCentre;
import org.reprise.telegram.tdlib.dc.LibraryUnderTest;
import org.reprise.telegram.tdlib.dc.Person;

/**
 * Reprise is deployed again and again in one server: each time new classes, with a JNA of their own, over the one
 * native library of the process. In a process of its own, since a fault of TDLib's ends it.
 */
class RedeployTest {
    private static final String TOKEN = "100:token";
    private static final int DEPLOYMENTS = 50;

    /** After so many what is cached is cached. */
    private static final int WARM = 10;

    private static final long MUCH_KIB = 64 * 1024;

    @TempDir
    private Path dataDir;

    @Test
    void fiftyDeploymentsLeaveNothingBehind() throws Exception {
        try (var telegram = DataCentre.start(LibraryUnderTest.find(), Path.of("target/tdlib"))) {
            telegram.bot(TOKEN, new Person(100, "Shop", null, "shop", null, null, Person.Kind.BOT));
            var server = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Xms96m",
                            "-Xmx96m",
                            "-XX:+AlwaysPreTouch",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Server.class.getName(),
                            telegram.library().toString(),
                            String.valueOf(telegram.port()),
                            dataDir.toString())
                    .redirectErrorStream(true)
                    .start();
            String said;
            try (var output = server.inputReader()) {
                said = output.lines().collect(Collectors.joining("\n"));
            }
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).as(said).isZero();
            assertThat(telegram.calls("auth.importBotAuthorization")).isEqualTo(1);
        }
    }

    /** The server, which outlives its deployments. */
    static final class Server {
        private Server() {}

        public static void main(String[] args) throws Exception {
            var loaders = new ArrayList<WeakReference<ClassLoader>>();
            var before = Usage.now();
            for (int i = 1; i <= DEPLOYMENTS; i++) {
                loaders.add(deployAndUndeploy(args));
                if (i == WARM) {
                    collect();
                    before = Usage.now();
                }
            }
            // JNA's thread of each deployment lingers for half a minute
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
            while (left(loaders, before) != null && System.nanoTime() < end) {
                collect();
            }
            System.out.println(before + " -> " + Usage.now());
            if (left(loaders, before) != null) {
                System.out.println(left(loaders, before));
                System.exit(1);
            }
        }

        /** What was left behind, or null. */
        private static String left(List<WeakReference<ClassLoader>> loaders, Usage before) throws IOException {
            var now = Usage.now();
            long alive = loaders.stream().filter(loader -> loader.get() != null).count();
            if (alive > 2) {
                return alive + " deployments are still in memory";
            } else if (now.threads > before.threads + 1) {
                return "threads are left: " + Thread.getAllStackTraces().keySet();
            } else if (now.files > before.files + 2) {
                return "open files are left";
            }
            return now.nativeKiB > before.nativeKiB + MUCH_KIB ? "memory has grown" : null;
        }

        private static WeakReference<ClassLoader> deployAndUndeploy(String[] args) throws Exception {
            var application = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
            Thread.currentThread().setContextClassLoader(application);
            application
                    .loadClass(Deployment.class.getName())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
            Thread.currentThread().setContextClassLoader(null);
            application.close();
            return new WeakReference<>(application);
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Server::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }

        private static void collect() throws InterruptedException {
            for (int i = 0; i < 10; i++) {
                System.gc();
                Thread.sleep(100);
            }
        }
    }

    /** What the process holds. */
    record Usage(int threads, long files, long nativeKiB) {
        static Usage now() throws IOException {
            var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Usage(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    system.getOpenFileDescriptorCount(),
                    resident());
        }

        /** In KiB; 0 where the system does not tell. */
        private static long resident() throws IOException {
            var status = Path.of("/proc/self/status");
            List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
            return lines.stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }

    /** One deployment: connects the bot the first time, finds it connected later, and ends. */
    public static final class Deployment {
        private Deployment() {}

        public static void main(String[] args) throws Exception {
            var dataDir = Path.of(args[2]);
            try (var tdlib = TestTdlib.with(Path.of(args[0]), dataDir)) {
                boolean first = Files.notExists(dataDir.resolve("bot"));
                var client = new TestClient(tdlib, Integer.parseInt(args[1]), dataDir.resolve("bot"));
                if (first) {
                    client.loginAsBot(TOKEN);
                } else {
                    client.awaitState("Ready");
                }
                client.ask(TdRequest.of("getMe"));
            }
        }
    }
}
