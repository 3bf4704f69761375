import fish.payara.micro.PayaraMicro;
import java.util.Arrays;

/**
 * Starts Payara Micro, says where Reprise answers, and ends with 1 when Reprise could not be deployed: the server by
 * itself would go on without it and answer 404. It ends with 3 when Reprise asks for that. Run from source:
 * {@code java @jvm.options --class-path=payara-micro.jar Launch.java} and the server's own options, before which the
 * Maven plugin puts {@code -Dgav=… -jar payara-micro.jar}.
 */
class Launch {
    /** An orderly end takes 10 seconds at the most, unless it hangs. */
    private static final int LONGEST_END_MILLIS = 30_000;

    public static void main(String[] args) throws Exception {
        // not on the thread that asks: an orderly end waits for that one
        System.getProperties().put("reprise.end", (Runnable) () -> new Thread(Launch::end).start());
        int jar = Arrays.asList(args).indexOf("-jar");
        PayaraMicro.main(Arrays.copyOfRange(args, jar < 0 ? 0 : jar + 2, args.length));
        var urls = PayaraMicro.getInstance().getRuntime().getLocalDescriptor().getApplicationURLS();
        if (urls.isEmpty()) {
            System.err.println("Reprise could not start. The reason is the last \"Caused by\" above.");
            System.exit(1);
        }
        System.out.println("Reprise answers at " + urls.get(0));
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
