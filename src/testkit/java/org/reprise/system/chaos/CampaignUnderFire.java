package org.reprise.system.chaos;

import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.reprise.testing.fakebot.Accepted;

/** A campaign for all who wrote to a bot, and what operators do to it. Safe for many operators at the same time. */
final class CampaignUnderFire {
    /** Claims without an outcome at 1,000 messages a second: the most that a crash may leave in doubt. */
    static final int WINDOW = 250;

    /** What some of its texts end with. */
    private static final String TO_WHOM = " for {{ user_id }}";

    final long id;
    final Installation.Bot bot;
    final Edits edits = new Edits();
    private final Installation installation;
    private final AtomicInteger texts = new AtomicInteger();

    CampaignUnderFire(Installation installation, Installation.Bot bot) {
        this.installation = installation;
        this.bot = bot;
        this.id = installation.nextCampaign();
    }

    /** What all its texts begin with, and those of no other campaign. */
    String mark() {
        return "campaign " + id + ", text ";
    }

    /** What an operator wrote, of a message that arrived; one that was filled for somebody else stays as it is. */
    static String written(Accepted message) {
        var own = " for " + message.chat();
        return message.text().endsWith(own)
                ? message.text().substring(0, message.text().length() - own.length()) + TO_WHOM
                : message.text();
    }

    void start() {
        long asked = System.currentTimeMillis();
        var text = nextText();
        installation.client.execute(id, bot.session(), text, ",\"sleep_time\":0");
        edits.add(text, asked, System.currentTimeMillis(), true);
    }

    private String nextText() {
        return mark() + texts.incrementAndGet();
    }

    /** One thing that an operator might do. */
    void suffer(Random random) {
        switch (random.nextInt(8)) {
            case 0 -> stop();
            case 1 -> {
                stop();
                resume();
            }
            case 2 -> resume();
            case 3 -> limitTo(Math.max(1, processed() / 2));
            case 4 -> limitTo(processed() + 1 + random.nextInt(1_000));
            case 5 -> forOthers(random);
            case 6 -> cap("{\"messages\":1,\"days\":1}");
            default -> edit(random.nextBoolean() ? TO_WHOM : "");
        }
    }

    /** Another rule, which is true of everybody as well: a running campaign goes on with a new run. */
    private void forOthers(Random random) {
        update("{\"rule_text\":\"100 percent drawn by \\\"" + random.nextInt(1_000) + "\\\"\"}");
    }

    private void edit(String end) {
        var text = nextText() + end;
        long asked = System.currentTimeMillis();
        boolean done = update("{\"message\":\"" + text + "\"}");
        edits.add(text, asked, System.currentTimeMillis(), done);
    }

    private void stop() {
        installation.post("/stop_campaign/" + id, "");
    }

    /** @return whether it runs now, as far as the server said */
    boolean resume() {
        int status = installation.post("/resume_campaign/" + id, "");
        return status == 200 || status == 409;
    }

    /** @return whether the server said that it holds */
    boolean limitTo(long limit) {
        return update("{\"limit\":" + limit + "}");
    }

    boolean unlimit() {
        return cap("null") && update("{\"limit\":null}");
    }

    /** Of the account: campaigns that write to the same people hold each other's back. */
    private boolean cap(String cap) {
        return installation.post("/account/update", "{\"frequency_cap\":" + cap + "}") == 200;
    }

    private boolean update(String members) {
        return installation.post("/update_campaign/" + id, members) == 200;
    }

    boolean isCompleted() {
        try {
            return installation.client.status(id).getString("status").equals("completed");
        } catch (UncheckedIOException | AssertionError e) {
            // its connection was as old as the clock's last turn, or its database is not back yet
            return false;
        }
    }

    /** 0 while the server or its database is down. */
    long processed() {
        try {
            return installation.client.processed(id);
        } catch (UncheckedIOException | AssertionError e) {
            return 0;
        }
    }
}
