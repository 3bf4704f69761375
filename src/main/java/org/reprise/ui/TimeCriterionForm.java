package org.reprise.ui;

import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.reprise.audience.Targeting;
import org.reprise.audience.Targeting.Bound;
import org.reprise.audience.TimeCriterion;
import org.reprise.audience.rule.Side;

/** A time that contacts lie after or before, as it is entered. Without side and time nothing is asked for. */
public class TimeCriterionForm implements Serializable {
    private static final long serialVersionUID = 1;

    private final TimeCriterion criterion;
    private Side side;
    private LocalDateTime time;

    TimeCriterionForm(TimeCriterion criterion) {
        this.criterion = criterion;
    }

    void show(Targeting targeting, ZoneId zone) {
        var bound = targeting.find(criterion);
        side = bound.map(Bound::side).orElse(null);
        time = bound.map(it -> it.time().atZone(zone).toLocalDateTime()).orElse(null);
    }

    /** A side without its time would mean everybody; a time without a side is not in sight, and means nothing. */
    boolean isComplete() {
        return side == null || time != null;
    }

    Optional<String> wrong(Words words) {
        return isComplete()
                ? Optional.empty()
                : Optional.of(words.of("form.time.missing", words.of("form.side." + side)));
    }

    /** Says beside the field that the time is missing. */
    void refuse(String where, Words words) {
        wrong(words).ifPresent(what -> Refusal.tell(where + ":" + getId(), what));
    }

    Targeting addTo(Targeting targeting, ZoneId zone) {
        var bound = Optional.ofNullable(time)
                .filter(it -> side != null)
                .map(it -> new Bound(it.atZone(zone).toInstant(), side));
        return targeting.with(criterion, bound.orElse(null));
    }

    /** Of its field on the page, and of the field's texts. */
    public String getId() {
        return criterion.key();
    }

    public Side[] getSides() {
        return Side.values();
    }

    public Side getSide() {
        return side;
    }

    public void setSide(Side side) {
        this.side = side;
    }

    public LocalDateTime getTime() {
        return time;
    }

    public void setTime(LocalDateTime time) {
        this.time = time;
    }
}
