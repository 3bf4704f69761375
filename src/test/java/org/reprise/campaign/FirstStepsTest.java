package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.access.Caller;
import org.reprise.audience.ContactList;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class FirstStepsTest {
    private static final Caller ANN = Caller.local(new Caller.Origin(null, null));
    private static final String PEOPLE = "user_id,first_name\n700000001,Ann\n";

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void peopleOfTheDemonstrationCountOnceSomebodyBroughtThem(TestDatabase database) throws Exception {
        try (var reprise = new TestReprise(database, new ScriptedTelegram(3))) {
            var steps = steps(reprise);
            assertThat(steps.done("demo")).isEqualTo(new FirstSteps.Done(false, false, false, false, true));
            var demo = reprise.sessions.named("demo", 1);
            assertThat(steps.done("demo").sender()).isTrue();
            assertThat(steps.done("demo").people()).isFalse();
            reprise.caller.during(ANN, () -> reprise.importCsv(demo, PEOPLE));
            assertThat(steps.done("demo").people()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void peopleOfAnyOtherSenderCount(TestDatabase database) {
        try (var reprise = new TestReprise(database, new ScriptedTelegram(3))) {
            reprise.sessions.named("shop", 1);
            assertThat(steps(reprise).done("demo").people()).isTrue();
        }
    }

    private static FirstSteps steps(TestReprise reprise) {
        return new FirstSteps(
                reprise.sessions,
                new ContactList(reprise.storage, reprise.contacts, reprise.optOuts),
                new KnownCampaigns(reprise.registry, reprise.campaigns),
                reprise.audit);
    }
}
