package org.reprise.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reprise.testing.fakebot.FakeTelegram;

/** A process that sends to the fake until it is ended. */
final class Contender implements AutoCloseable {
    private static final Path DIRECTORY = Path.of("target", "bench");
    private static final int NO_FASTER = 4;

    private final Process process;

    private Contender(List<String> command, Map<String, String> environment) {
        // not this process's own input and output: through them the build speaks to it
        var log = DIRECTORY.resolve("contender.log").toFile();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(DIRECTORY);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param how see {@link BareClient} */
    static Contender bare(String how, FakeTelegram telegram, String token, int inFlight) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(java, "-Xmx512m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"));
        var arguments = List.of(
                BareClient.class.getName(), how, String.valueOf(telegram.port()), token, String.valueOf(inFlight));
        return new Contender(Stream.concat(command.stream(), arguments.stream()).toList(), Map.of());
    }

    /** @param script of src/testkit/bench */
    static Contender script(String script, FakeTelegram telegram, String token, Map<String, String> environment) {
        return new Contender(
                List.of(Npm.node(), Npm.DIRECTORY.resolve(script).toString(), telegram.url(), token), environment);
    }

    Watched process() {
        return new Watched(process.pid());
    }

    /** Messages a second that arrive at the fake, in some stretches of time. */
    static List<Double> rates(FakeTelegram telegram, int stretches) {
        return Stream.generate(() -> rate(telegram)).limit(stretches).toList();
    }

    private static double rate(FakeTelegram telegram) {
        long begin = System.nanoTime();
        long before = telegram.count();
        sleep(3_000);
        return (telegram.count() - before) * 1e9 / (System.nanoTime() - begin);
    }

    /**
     * Until it was no faster for {@value #NO_FASTER} tries of three seconds than before, for what is called most is
     * compiled last; a minute at most.
     */
    static void warmUp(FakeTelegram telegram) {
        double best = 0;
        for (int i = 0, noFaster = 0; i < 20 && noFaster < NO_FASTER; i++) {
            double now = rate(telegram);
            noFaster = now > best * 1.03 ? 0 : noFaster + 1;
            best = Math.max(best, now);
        }
    }

    static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
