package org.reprise.telegram.botapi;

import java.time.Instant;
import org.reprise.telegram.Hearing.Cause;
import org.reprise.telegram.Session;

/**
 * Has Telegram bring updates to Reprise's webhook, and looks every minute whether it still does: any program with the
 * token can take the webhook away, and Telegram tells nobody. One that was taken away is set again, so two programs
 * that both want it undo each other's once a minute.
 */
final class WebhookWatch implements UpdatePoller.Way {
    private final UpdatePoller reception;
    private final Session session;
    private final ReceptionTools tools;
    private final String url;
    private Instant setAt;

    WebhookWatch(UpdatePoller reception, String url) {
        this.reception = reception;
        this.session = reception.session;
        this.tools = reception.tools;
        this.url = url;
    }

    @Override
    public void begin() {
        var webhook = tools.webhooks().parameters(session, url);
        reception.ask("setWebhook", webhook, UpdatePoller.TIMEOUT, answer -> isSet(), this::begin);
    }

    /** What waits is brought in Telegram's own time; nothing tells when that is done. */
    private void isSet() {
        setAt = tools.time().now();
        reception.wentWell();
        tools.hearing().caughtUp(session);
        lookLater();
    }

    private void lookLater() {
        reception.later(this::look, tools.lookEvery());
    }

    private void look() {
        reception.ask(
                "getWebhookInfo", answer -> looked(WebhookInfo.of(answer.body().getJsonObject("result"))), this::look);
    }

    private void looked(WebhookInfo webhook) {
        if (!webhook.url().equals(url)) {
            reception.isDeaf(Cause.WEBHOOK_LOST, webhook.host());
            begin();
            return;
        }
        if (webhook.isStuckSince(heardAt())) {
            reception.isDeaf(Cause.UNDELIVERED, webhook.failure());
        } else {
            reception.wentWell();
        }
        lookLater();
    }

    private Instant heardAt() {
        var heard = tools.hearing().heardAt(session);
        return heard.isAfter(setAt) ? heard : setAt;
    }

    /** Nobody asks for updates here, so there is nothing to be in conflict with. */
    @Override
    public void conflict(Reply.Answer answer) {
        reception.refused(answer, this::begin);
    }
}
