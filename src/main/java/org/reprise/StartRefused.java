package org.reprise;

import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reprise cannot start before an operator does something: a setting is wrong, a database refuses. A start of the same
 * kind would end the same way, so nothing tries it again.
 *
 * <p>Each reason is one line of the log: what is wrong and what to do, without secrets.
 */
public class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(StartRefused.class.getName());

    /** What the process ends with when an operator has to do something; {@code reprise.service} waits for that. */
    private static final int REFUSED = 1;

    /** What it ends with when something broke that another start may not meet. */
    private static final int BROKEN = 70;

    private final List<String> reasons;

    public StartRefused(List<String> reasons) {
        super(String.join("\n", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /** @param reason its line breaks become spaces */
    public StartRefused(String reason, Throwable cause) {
        super(onOneLine(reason), cause);
        this.reasons = List.of(getMessage());
    }

    private static String onOneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * Runs a part of the start. When it fails, the log says why, and a process that runs Reprise alone ends here: on
     * its way through the server the exception would become a hundred lines.
     *
     * @throws RuntimeException that of the part, where the process is not Reprise's own
     */
    public static <T> T orGoOn(Supplier<T> part) {
        try {
            return part.get();
        } catch (StartRefused e) {
            e.reasons.forEach(LOG::severe);
            endTheProcess(REFUSED);
            throw e;
        } catch (RuntimeException e) {
            if (OwnProcess.isReprisesAlone()) {
                LOG.log(Level.SEVERE, "Reprise could not start", e);
            }
            endTheProcess(BROKEN);
            throw e;
        }
    }

    private static void endTheProcess(int exitCode) {
        if (OwnProcess.isReprisesAlone()) {
            // no orderly end: the server is in the middle of a start, and would wait for it
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
