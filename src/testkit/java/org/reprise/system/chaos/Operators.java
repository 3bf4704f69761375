package org.reprise.system.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several clients at once who stop, resume, edit and limit campaigns, whatever else breaks. */
final class Operators implements AutoCloseable {
    private static final int CLIENTS = 3;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> working = new ArrayList<>();
    private final int restMillis;
    private volatile boolean over;

    /** @param restMillis the longest that each of them does nothing */
    Operators(List<CampaignUnderFire> campaigns, long seed, int restMillis) {
        this.restMillis = restMillis;
        for (int i = 0; i < CLIENTS; i++) {
            var random = new Random(seed + i);
            working.add(clients.submit(() -> work(campaigns, random)));
        }
    }

    private void work(List<CampaignUnderFire> campaigns, Random random) {
        try {
            while (!over) {
                Thread.sleep(random.nextInt(restMillis));
                var campaign = campaigns.get(random.nextInt(campaigns.size()));
                campaign.suffer(random);
                Thread.sleep(random.nextInt(300));
                // so that most of the time there is something to break
                campaign.unlimit();
                campaign.resume();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the last of them has his answer; what one of them ran into is thrown. */
    void goHome() throws InterruptedException, ExecutionException {
        over = true;
        for (var each : working) {
            each.get();
        }
    }

    @Override
    public void close() {
        over = true;
        clients.shutdownNow();
    }
}
