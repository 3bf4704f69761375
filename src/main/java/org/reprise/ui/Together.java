package org.reprise.ui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CampaignRefused;
import org.reprise.campaign.CampaignService;
import org.reprise.restore.Confirmation;

/** Does something to several campaigns: one that is refused holds up no other. */
@ApplicationScoped
public class Together {
    private static final int MAX_NAMES = 8;

    @Inject
    private CampaignService desk;

    @Inject
    private Words words;

    /**
     * What became of it.
     *
     * @param ids of those that it was done to
     * @param said which they are, and of which others it was refused, and why
     */
    record Outcome(List<Long> ids, String said) {}

    Outcome carryOut(Verb verb, List<Long> campaigns) {
        var done = new ArrayList<Campaign>();
        var refused = new ArrayList<String>();
        campaigns.forEach(id -> carryOut(verb, id, done, refused));
        var said = Stream.of(
                        done.isEmpty() ? "" : words.of("many.done." + verb, names(done)),
                        refused.isEmpty() ? "" : words.of("many.refused." + verb, String.join("; ", refused)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return new Outcome(done.stream().map(Campaign::id).toList(), said);
    }

    private void carryOut(Verb verb, long id, List<Campaign> done, List<String> refused) {
        var found = find(id);
        if (found.isEmpty()) {
            refused.add(words.of("refused.unknown", String.valueOf(id)));
            return;
        }
        var campaign = found.get();
        try {
            if (verb.suits(campaign)) {
                done.add(verb.carryOut(desk, id, Confirmation.NONE));
            } else {
                refused.add(words.of("many.one", words.label(campaign), unsuited(verb, campaign)));
            }
        } catch (CampaignRefused e) {
            refused.add(words.of("many.one", words.label(campaign), words.say(e.said())));
        }
    }

    /** Why the verb is none for the campaign as it is. */
    private String unsuited(Verb verb, Campaign campaign) {
        return switch (verb) {
            case STOP -> words.of("many.not.running");
            case RESUME -> words.of(campaign.isRunning() ? "many.running" : "many.not.started");
            case UNARCHIVE -> words.of("many.not.archived");
            default -> words.of(campaign.isRunning() ? "many.stopFirst" : "many.archived");
        };
    }

    /** Those of them that the verb is for now. */
    List<Campaign> suited(Verb verb, List<Long> campaigns) {
        return campaigns.stream()
                .flatMap(id -> find(id).stream())
                .filter(verb::suits)
                .toList();
    }

    private Optional<Campaign> find(long id) {
        try {
            return Optional.of(desk.find(id));
        } catch (CampaignRefused unknown) {
            return Optional.empty();
        }
    }

    String names(List<Campaign> campaigns) {
        return names(campaigns, campaign -> words.of("many.name", words.label(campaign)));
    }

    /** The first of them; of others only how many they are. */
    String names(List<Campaign> campaigns, Function<Campaign, String> name) {
        var first = campaigns.stream().limit(MAX_NAMES).map(name).collect(Collectors.joining(", "));
        int more = campaigns.size() - MAX_NAMES;
        return more <= 0 ? first : words.of("many.more", first, more);
    }
}
