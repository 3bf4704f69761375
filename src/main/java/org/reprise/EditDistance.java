package org.reprise;

/** How far two words are apart, by Levenshtein: what somebody mistyped is near to what they meant. */
public final class EditDistance {
    private EditDistance() {}

    /** How many characters have to be added, removed or replaced; the cost grows with the product of the lengths. */
    public static int between(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
