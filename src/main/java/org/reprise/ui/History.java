package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reprise.campaign.Activity;
import org.reprise.campaign.Campaigns;
import org.reprise.campaign.MessageRevision;
import org.reprise.delivery.ledger.ActivityType;
import org.reprise.message.Message;

/** What happened to a campaign: who did what and when, and each text beside the one before it. */
@Named
@RequestScoped
public class History {
    /** As many as anybody reads; of messages {@code CampaignSnapshots} reads as many and one more. */
    private static final int NEWEST_REVISIONS = 20;

    private static final int NEWEST = 50;

    /** A revision and the note of its edit are written one after the other. */
    private static final Duration TOGETHER = Duration.ofSeconds(10);

    @Inject
    private Campaigns campaigns;

    @Inject
    private Reading reading;

    @Inject
    private Words words;

    private List<Entry> entries;
    private boolean more;

    /**
     * @param activity null: only its revision is known still
     * @param edit the message that was written then; null: none
     */
    public record Entry(Instant at, Activity activity, Edit edit) {}

    /**
     * A message that the campaign had.
     *
     * @param before null: it is the first
     * @param pieces word by word; empty where two texts are easier to read, or the text is the same
     * @param gone what came with the one before and does not come with it, a line each
     * @param came the same the other way round
     */
    public record Edit(
            MessageRevision revision,
            Message before,
            List<Difference.Piece> pieces,
            List<String> gone,
            List<String> came) {

        public boolean isTextChanged() {
            return before != null && !before.text().equals(revision.message().text());
        }
    }

    /** The newest first. */
    public List<Entry> of(long campaign) {
        if (entries == null) {
            var activities = campaigns.activity(reading.of(campaign).campaign().id(), NEWEST + 1);
            more = activities.size() > NEWEST;
            entries = merged(activities.subList(0, Math.min(NEWEST, activities.size())), edits(campaign));
        }
        return entries;
    }

    /** Whether more happened than is told. */
    public boolean isMore() {
        return more;
    }

    /** Null: the note is not kept any more, or there are too many newer ones. */
    public Activity created(long campaign) {
        return of(campaign).stream()
                .map(Entry::activity)
                .filter(each -> each != null && each.type() == ActivityType.CREATED)
                .findFirst()
                .orElse(null);
    }

    /** The message of one revision; none has the number 0. */
    Optional<Message> message(long campaign, int revision) {
        return campaigns.revisions(campaign, revision - 1, 1).stream()
                .filter(found -> found.number() == revision)
                .map(MessageRevision::message)
                .findFirst();
    }

    /** The oldest first. */
    private List<Edit> edits(long campaign) {
        var revisions = reading.of(campaign).revisions();
        var edits = new ArrayList<Edit>();
        for (int i = Math.max(0, revisions.size() - NEWEST_REVISIONS); i < revisions.size(); i++) {
            edits.add(edit(i == 0 ? null : revisions.get(i - 1).message(), revisions.get(i)));
        }
        return edits;
    }

    private Edit edit(Message before, MessageRevision revision) {
        var now = revision.message();
        if (before == null) {
            return new Edit(revision, null, List.of(), List.of(), List.of());
        }
        var pieces = Difference.between(before.text(), now.text());
        var had = FormWords.of(before.format(), before.extras(), words);
        var has = FormWords.of(now.format(), now.extras(), words);
        return new Edit(
                revision,
                before,
                Difference.keepsMost(pieces) ? pieces : List.of(),
                had.stream().filter(line -> !has.contains(line)).toList(),
                has.stream().filter(line -> !had.contains(line)).toList());
    }

    private static List<Entry> merged(List<Activity> activities, List<Edit> edits) {
        Map<Integer, Edit> noted = new HashMap<>();
        var all = new ArrayList<Entry>();
        for (var edit : edits) {
            var place = place(activities, edit.revision.createdAt(), noted);
            place.ifPresentOrElse(
                    at -> noted.put(at, edit), () -> all.add(new Entry(edit.revision.createdAt(), null, edit)));
        }
        for (int i = 0; i < activities.size(); i++) {
            all.add(new Entry(activities.get(i).at(), activities.get(i), noted.get(i)));
        }
        // of one moment, as they were noted
        all.sort(Comparator.comparing(Entry::at).reversed());
        return all;
    }

    /** Where the edit of a revision is noted: the first note that followed it. */
    private static Optional<Integer> place(List<Activity> activities, Instant written, Map<Integer, Edit> taken) {
        for (int i = activities.size() - 1; i >= 0; i--) {
            var each = activities.get(i);
            boolean writes = each.type() == ActivityType.CREATED || each.type() == ActivityType.EDITED;
            if (writes && !taken.containsKey(i) && !each.at().isBefore(written)) {
                return each.at().isAfter(written.plus(TOGETHER)) ? Optional.empty() : Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
