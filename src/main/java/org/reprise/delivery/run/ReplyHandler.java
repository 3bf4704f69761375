package org.reprise.delivery.run;

import java.util.logging.Logger;
import org.reprise.delivery.ledger.Delivery;
import org.reprise.delivery.run.RetryPolicy.Next;
import org.reprise.delivery.run.RunEvent.Reply;
import org.reprise.session.Pacing;
import org.reprise.session.SessionCannotSend;
import org.reprise.telegram.SendOutcome;

/** Step 7: what follows from Telegram's answers. Of the run's thread. */
final class ReplyHandler {
    private static final Logger LOG = Logger.getLogger(ReplyHandler.class.getName());

    private final RunTools tools;
    private final RunHandle run;
    private final ClaimQueue queue;
    private final OutcomeRecorder outcomes;
    private final RunFault fault;
    private final MessageTrouble trouble;
    private final WaitingNotice notice;

    ReplyHandler(
            RunTools tools,
            RunHandle run,
            ClaimQueue queue,
            OutcomeRecorder outcomes,
            RunFault fault,
            WaitingNotice notice) {
        this.tools = tools;
        this.run = run;
        this.queue = queue;
        this.outcomes = outcomes;
        this.fault = fault;
        this.trouble = fault.trouble();
        this.notice = notice;
    }

    /** Takes what the mailbox has: replies, and the news that the session is lost. */
    void takeAll(Pacing pacing) {
        run.mailbox().takeAll(event -> {
            if (event instanceof Reply reply) {
                take(reply, pacing);
            } else {
                fault.take(event);
            }
        });
    }

    private void take(Reply reply, Pacing pacing) {
        run.inFlight().taken();
        var next =
                judged(reply, RetryPolicy.after(reply.outcome(), reply.attempt().number()));
        if (next instanceof Next.Decided decided) {
            decide(reply, decided, pacing);
        } else if (next instanceof Next.PutOff putOff) {
            queue.putBack(reply.attempt());
            putOff(reply, putOff, pacing);
        } else if (next instanceof Next.TryAgain again) {
            queue.tryAgain(reply.attempt().userId(), again.attempt());
            tellOfPause(again);
        } else if (next instanceof Next.EndRun end) {
            queue.putBack(reply.attempt());
            endRun(reply, end);
        }
    }

    private void decide(Reply reply, Next.Decided decided, Pacing pacing) {
        long now = tools.time().nanos();
        long user = reply.attempt().userId();
        outcomes.add(decided.of(user, reply.revision()), now);
        queue.decided(user);
        if (decided.state() != Delivery.State.UNCERTAIN && !pacing.pauses(now)) {
            // else it was on its way already, and says nothing of the next one
            notice.goesOn();
        }
    }

    /** Those that were on their way together count as one try. */
    private void putOff(Reply reply, Next.PutOff putOff, Pacing pacing) {
        long now = tools.time().nanos();
        if (isOfAnOlderText(reply) || pacing.isPutOff(now)) {
            return;
        }
        trouble.notTaken(reply.revision())
                .ifPresentOrElse(
                        pause -> {
                            pacing.putOff(putOff.cause(), now + pause.toNanos());
                            notice.putOff(putOff.cause(), now);
                        },
                        () -> fault.endWith(RetryPolicy.messageRejected(putOff.words())));
    }

    /** The session's lane pauses since the answer came. */
    private void tellOfPause(Next.TryAgain again) {
        if (!again.pause().isZero()) {
            notice.putOff(again.cause(), tools.time().nanos());
        }
    }

    private void endRun(Reply reply, Next.EndRun end) {
        if (reply.outcome() instanceof SendOutcome.SessionLost lost) {
            var session = run.gate().plan().session();
            tools.tell().accept(new SessionCannotSend(session, lost.loss(), lost.cause()));
        }
        if (!isOfAnOlderText(reply)) {
            fault.endWith(end);
        }
    }

    /** What was refused is mended already. */
    private boolean isOfAnOlderText(Reply reply) {
        return reply.revision() != run.gate().plan().revision();
    }

    /** Several refusals in a row, in words that nobody knows, are no recipient's own: they end the run. */
    private Next judged(Reply reply, Next next) {
        if (!(next instanceof Next.Decided decided)) {
            return next;
        }
        boolean unknown = reply.outcome() instanceof SendOutcome.Refused refused
                && refused.reason() == SendOutcome.Reason.UNRECOGNISED;
        if (unknown) {
            LOG.warning(() -> "campaign " + run.campaignId() + ": Telegram refuses user "
                    + reply.attempt().userId() + " in words that Reprise does not know: " + decided.words());
            return trouble.noteUnknownRefusal(reply.attempt().userId())
                    ? RetryPolicy.messageRejected(decided.words())
                    : decided;
        }
        if (decided.state() != Delivery.State.UNCERTAIN) {
            trouble.reset();
        }
        return decided;
    }
}
