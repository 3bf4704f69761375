package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedPageTest {
    @Test
    void aPageHasNoMoreRowsThanItsReaderWants() {
        var page = read(3, 10, "x");
        assertThat(page.rows()).hasSize(3);
        assertThat(page.last()).isEqualTo(2);
    }

    @Test
    void behindTheLastRowNothingFollows() {
        assertThat(read(200, 120, "x").rows()).hasSize(120);
        assertThat(read(200, 120, "x").last()).isNull();
        assertThat(read(120, 120, "x").last()).isNull();
        assertThat(read(5, 0, "x").rows()).isEmpty();
    }

    @Test
    void longTextsMakeItShorter() {
        var page = read(200, 200, "x".repeat(BoundedPage.MAX_CHARS / 4));
        assertThat(page.rows()).hasSize(4);
        assertThat(page.last()).isEqualTo(3);
        assertThat(read(200, 2, "x".repeat(2 * BoundedPage.MAX_CHARS)).rows()).hasSize(1);
    }

    private static BoundedPage<Integer> read(int size, int all, String text) {
        return BoundedPage.read(
                size,
                (last, some) -> numbers(last == null ? 0 : last + 1, all, some),
                number -> JsonBody.with("text", text).build());
    }

    private static List<Integer> numbers(int from, int all, int size) {
        return IntStream.range(from, Math.min(all, from + size)).boxed().toList();
    }
}
