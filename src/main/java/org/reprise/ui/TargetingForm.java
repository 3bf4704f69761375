package org.reprise.ui;

import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.reprise.audience.Targeting;
import org.reprise.audience.Targeting.Bound;

/**
 * Who a new campaign is for, as it is entered; times are in the zone of who enters them. A bound without side and time
 * is none.
 */
public class TargetingForm implements Serializable {
    private static final long serialVersionUID = 1;

    private Bound.Side startSide;
    private LocalDateTime start;
    private Bound.Side newestSide;
    private LocalDateTime newest;

    static TargetingForm of(Targeting targeting, ZoneId zone) {
        var form = new TargetingForm();
        if (targeting.chatStart() != null) {
            form.startSide = targeting.chatStart().side();
            form.start = local(targeting.chatStart(), zone);
        }
        if (targeting.newestChat() != null) {
            form.newestSide = targeting.newestChat().side();
            form.newest = local(targeting.newestChat(), zone);
        }
        return form;
    }

    private static LocalDateTime local(Bound bound, ZoneId zone) {
        return bound.time().atZone(zone).toLocalDateTime();
    }

    /** Whether each bound has both its parts, or neither: half a bound would mean everybody. */
    boolean isComplete() {
        return (startSide == null) == (start == null) && (newestSide == null) == (newest == null);
    }

    /** Says beside the field which half of a bound is missing. */
    boolean refuses(String where, Words words) {
        refuseHalf(where + ":start", startSide, start, words);
        refuseHalf(where + ":newest", newestSide, newest, words);
        return !isComplete();
    }

    private static void refuseHalf(String field, Bound.Side side, LocalDateTime time, Words words) {
        if (side != null && time == null) {
            Refusal.tell(field, words.of("form.time.missing", words.of("form.side." + side)));
        } else if (side == null && time != null) {
            Refusal.tell(field, words.of("form.side.missing"));
        }
    }

    Targeting targeting(ZoneId zone) {
        return new Targeting(
                bound(startSide, start, zone), bound(newestSide, newest, zone), List.of(), List.of(), List.of());
    }

    private static Bound bound(Bound.Side side, LocalDateTime time, ZoneId zone) {
        return side == null || time == null ? null : new Bound(time.atZone(zone).toInstant(), side);
    }

    public Bound.Side[] getSides() {
        return Bound.Side.values();
    }

    public Bound.Side getStartSide() {
        return startSide;
    }

    public void setStartSide(Bound.Side startSide) {
        this.startSide = startSide;
    }

    public LocalDateTime getStart() {
        return start;
    }

    public void setStart(LocalDateTime start) {
        this.start = start;
    }

    public Bound.Side getNewestSide() {
        return newestSide;
    }

    public void setNewestSide(Bound.Side newestSide) {
        this.newestSide = newestSide;
    }

    public LocalDateTime getNewest() {
        return newest;
    }

    public void setNewest(LocalDateTime newest) {
        this.newest = newest;
    }
}
