package org.reprise.container;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.ConcurrentAccessTimeoutException;
import jakarta.inject.Inject;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reprise.RunThreads;
import org.reprise.TimerThreads;
import org.reprise.audience.CopyThreads;
import org.reprise.audience.Targeting;
import org.reprise.campaign.CampaignDraft;
import org.reprise.campaign.CampaignRegistry;
import org.reprise.campaign.CampaignService;
import org.reprise.campaign.CampaignStatus;
import org.reprise.message.Extras;
import org.reprise.message.TextFormat;
import org.reprise.restore.Confirmation;

/** What only a container shows, seen from inside: the packaged WAR with a few classes beside its own. */
@ExtendWith(ArquillianExtension.class)
class ContainerIT {
    private static final int RUNS_AT_ONCE = 256;
    private static final int COPIES_AT_ONCE = 32;
    private static final int TIMER_THREADS = 4;

    @Inject
    private CampaignRegistry registry;

    @Inject
    private CampaignService desk;

    @Inject
    @RunThreads
    private Executor threads;

    @Inject
    @CopyThreads
    private Executor copies;

    @Inject
    @TimerThreads
    private ScheduledExecutorService timer;

    @Inject
    private News news;

    @Deployment
    static WebArchive reprise() throws Exception {
        var assertions = new File(Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("reprise.war")))
                .addPackage(ContainerIT.class.getPackage())
                .addAsLibrary(assertions)
                .addAsWebInfResource("container/ejb-jar.xml", "ejb-jar.xml");
    }

    @AfterEach
    void openTheGate() {
        Gate.keptBy(method -> {});
    }

    @Test
    void nobodyStartsBeforeWhatItStandsOn() {
        assertThat(Gate.started())
                .containsSubsequence("CampaignRegistry", "ResumeAfterRestart", "StartupSequence")
                .containsSubsequence("SessionOpening", "ResumeAfterRestart")
                .containsSubsequence("RunThreadPool", "ResumeAfterRestart")
                .containsSubsequence("TimerThreadPool", "ResumeAfterRestart");
    }

    @Test
    void readersOfTheRegistryDoNotWaitForEachOther() {
        var bothAreInside = new CountDownLatch(2);
        Gate.keptBy(method -> {
            bothAreInside.countDown();
            await(bothAreInside);
        });
        var other = CompletableFuture.supplyAsync(registry::all, threads);
        assertThat(registry.all()).isEqualTo(other.join());
    }

    @Test
    void aReaderGivesUpOnARegistryThatAWriterKeeps() {
        var writing = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        Gate.keptBy(method -> {
            if (method.equals("forgetSentUsers")) {
                writing.countDown();
                await(enough);
            }
        });
        var writer = CompletableFuture.runAsync(() -> registry.forgetSentUsers(-1), threads);
        await(writing);
        assertThatThrownBy(registry::all).isInstanceOf(ConcurrentAccessTimeoutException.class);
        enough.countDown();
        writer.join();
        assertThat(registry.all()).isNotNull();
    }

    @Test
    void asManyRunsAsAreAllowedAreAtWorkAtTheSameTime() {
        assertAllAreAtWork(RUNS_AT_ONCE, threads);
    }

    @Test
    void copiesAndImportsHoldUpNobodyButEachOther() {
        assertAllAreAtWork(COPIES_AT_ONCE, copies);
    }

    @Test
    void theTimerGoesOnWhileSomebodyHoldsOneOfItsThreads() {
        assertAllAreAtWork(TIMER_THREADS, task -> timer.schedule(task, 1, MILLISECONDS));
    }

    private void assertAllAreAtWork(int atOnce, Executor executor) {
        var allAreAtWork = new CountDownLatch(atOnce);
        var jobs = new CompletableFuture<?>[atOnce];
        for (int i = 0; i < atOnce; i++) {
            jobs[i] = CompletableFuture.runAsync(
                    () -> {
                        allAreAtWork.countDown();
                        await(allAreAtWork);
                        registry.all();
                    },
                    executor);
        }
        CompletableFuture.allOf(jobs).join();
    }

    @Test
    void whatIsToldOfDeliveriesIsCommitted() throws Exception {
        var draft = new CampaignDraft(
                1,
                null,
                "told",
                "Hello",
                100L,
                null,
                Duration.ZERO,
                Targeting.EVERYBODY,
                TextFormat.PLAIN,
                Extras.NONE);
        long campaign = desk.create(draft).id();
        desk.start(campaign, Confirmation.NONE);
        while (desk.find(campaign).status() != CampaignStatus.COMPLETED) {
            Thread.sleep(50);
        }
        assertThat(news.of(campaign))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.stored()).isGreaterThanOrEqualTo(item.told()));
        assertThat(desk.find(campaign).tally().processed()).isEqualTo(100);
    }

    @Test
    @RunAsClient
    void aPageIsMadeByItsBeans(@ArquillianResource URI base) throws Exception {
        var page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(base.resolve("/")).build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("jakarta.faces.ViewState").doesNotContain("#{");
    }

    @Test
    @RunAsClient
    void aNewCampaignIsWhereTheAnswerSays(@ArquillianResource URI base) throws Exception {
        var draft = "{\"account_id\": 1, \"session\": \"shop\", \"message_text\": \"Hello\"}";
        var request = HttpRequest.newBuilder(base.resolve("/campaigns"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(draft));
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        var location = answer.headers().firstValue("Location").orElseThrow();
        // a path: how a client reaches this server is not for a request to say
        assertThat(location).matches(base.resolve("campaigns/").getPath() + "\\d+");
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, SECONDS)) {
                throw new AssertionError("waited in vain for " + latch);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
