package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.campaign.CampaignList.Filter;
import org.reprise.campaign.CampaignList.Order;
import org.reprise.testing.CampaignDrafts;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class CampaignListTest {
    private TestReprise reprise;
    private CampaignList list;

    @ParameterizedTest
    @EnumSource
    void showsTheNewestFirstAPageAtATime(TestDatabase database) {
        withCampaigns(database, "one", "two", "three", "four", "five");
        assertThat(ids(Filter.ALL, 0)).containsExactly(5L, 4L);
        assertThat(ids(Filter.ALL, 4)).containsExactly(1L);
        assertThat(list.count(Filter.ALL)).isEqualTo(5);
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource
    void findsByIdNameAndTextAndTakesWildcardsAsTheyStand(TestDatabase database) {
        withCampaigns(database, "Autumn sale, 20% off", "Winter_sale", "Hello");
        reprise.desk.update(3, CampaignEdits.ofName(" Old friends "));
        assertThat(search("SALE")).containsExactly(2L, 1L);
        assertThat(search("20%")).containsExactly(1L);
        assertThat(search("r_s")).containsExactly(2L);
        assertThat(search("old f")).containsExactly(3L);
        assertThat(search("3")).containsExactly(3L);
        assertThat(search("\0 ' or 1=1 --")).isEmpty();
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource
    void filtersByStatusAndSession(TestDatabase database) {
        withCampaigns(database, "one", "two");
        long other = reprise.desk.create(onSession("another")).session().id();
        reprise.start(1);
        reprise.awaitStatus(1, CampaignStatus.COMPLETED);
        assertThat(ids(new Filter(null, CampaignStatus.COMPLETED, null, false), 0))
                .containsExactly(1L);
        assertThat(ids(new Filter(null, null, other, false), 0)).containsExactly(3L);
        assertThat(list.count(new Filter(null, CampaignStatus.CREATED, other, false)))
                .isEqualTo(1);
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource
    void findsThoseThatSomebodyHasToDecideAbout(TestDatabase database) {
        withCampaigns(database, "one", "two");
        reprise.storage.write(handle -> handle.execute("update campaign set uncertain_count = 3 where id = 2"));
        var undecided = new Filter(null, null, null, false, true);
        assertThat(ids(undecided, 0)).containsExactly(2L);
        assertThat(list.count(undecided)).isEqualTo(1);
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource
    void archivedCampaignsShowOnlyWhenAskedFor(TestDatabase database) {
        withCampaigns(database, "one", "two");
        reprise.desk.archive(2);
        assertThat(ids(Filter.ALL, 0)).containsExactly(1L);
        assertThat(ids(new Filter(null, null, null, true), 0)).containsExactly(2L, 1L);
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource
    void sortsByEveryOrderInBothDirections(TestDatabase database) {
        withCampaigns(database, "one", "two", "three");
        reprise.start(2);
        reprise.awaitStatus(2, CampaignStatus.COMPLETED);
        for (var order : Order.values()) {
            assertThat(list.page(Filter.ALL, order, false, 0, 10))
                    .as("%s", order)
                    .hasSize(3);
        }
        assertThat(list.page(Filter.ALL, Order.STARTED, true, 0, 10))
                .extracting(Campaign::id)
                .containsExactly(2L, 3L, 1L);
        assertThat(list.page(Filter.ALL, Order.ID, false, 0, 10))
                .extracting(Campaign::id)
                .containsExactly(1L, 2L, 3L);
        reprise.close();
    }

    private void withCampaigns(TestDatabase database, String... texts) {
        reprise = new TestReprise(database, new ScriptedTelegram(3));
        list = new CampaignList(reprise.storage, reprise.caller);
        for (var text : texts) {
            reprise.desk.create(TestReprise.aCampaign(text));
        }
    }

    private static CampaignDraft onSession(String session) {
        return CampaignDrafts.aCampaign("text").on(session).draft();
    }

    private List<Long> search(String text) {
        return ids(new Filter(text, null, null, false), 0);
    }

    private List<Long> ids(Filter filter, int offset) {
        return list.page(filter, Order.CREATED, true, offset, 2).stream()
                .map(Campaign::id)
                .toList();
    }
}
