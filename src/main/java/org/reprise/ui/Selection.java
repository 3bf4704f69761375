package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The campaigns that are chosen in the list, on whichever of its pages. */
@Named
@ViewScoped
public class Selection implements Serializable {
    private static final long serialVersionUID = 1;

    private final Map<Long, Boolean> chosen = new HashMap<>();

    /** By the campaigns' ids, as their boxes set it. */
    public Map<Long, Boolean> getChosen() {
        return chosen;
    }

    /** The newest first. */
    List<Long> ids() {
        return chosen.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted((one, other) -> Long.compare(other, one))
                .toList();
    }

    public int getNumber() {
        return ids().size();
    }

    boolean holdsAll(List<CampaignRow> rows) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> chosen.getOrDefault(row.id(), false));
    }

    void set(List<CampaignRow> rows, boolean all) {
        rows.forEach(row -> chosen.put(row.id(), all));
    }

    public void clear() {
        chosen.clear();
    }
}
