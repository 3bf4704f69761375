/**
 * Reprise may ask for the end of its process, as when another server has its database: whoever supervises this one
 * starts it anew.
 */
class EndOnRequest {
    /** What the process then ends with. */
    static final int EXIT_CODE = 3;

    /** What says that it may ask, and then what it asks. */
    private static final String PROPERTY = "reprise.end";

    /** An orderly end takes 10 seconds at the most, unless it hangs. */
    private static final int LONGEST_END_MILLIS = 30_000;

    private EndOnRequest() {}

    /** @param orderly ends the process with that code; on a thread of its own, for it may wait for the one that asks */
    static void watch(Runnable orderly) {
        System.setProperty(PROPERTY, "possible");
        var watch = new Thread(() -> await(orderly), "reprise-end");
        watch.setDaemon(true);
        watch.start();
    }

    private static void await(Runnable orderly) {
        try {
            while (!"asked for".equals(System.getProperty(PROPERTY))) {
                Thread.sleep(500);
            }
        } catch (InterruptedException e) {
            return;
        }
        begin("end", orderly);
        try {
            Thread.sleep(LONGEST_END_MILLIS);
        } catch (InterruptedException e) {
            // then at once
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    /**
     * Not as a daemon, which whoever asks may be: once the server has ended its own threads, the process would end
     * before its exit code is said.
     */
    static void begin(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(false);
        thread.start();
    }
}
