/* Lists of what a rule can ask for are those of now when somebody comes to them, by pointer or by keys: a tag that was
   made elsewhere meanwhile is there to be chosen. Asked for once each time, and not again within some seconds. */
(function () {
    const FRESH = 3000;
    const PLACES = {'.rule.next': 'refreshChoices', 'select[multiple]': 'refreshCategories'};
    const askedAt = {};

    function came(event) {
        for (const [place, command] of Object.entries(PLACES)) {
            const there = event.target.closest?.(place);
            const within = there?.contains(event.relatedTarget);
            if (there && !within && window[command] && !(performance.now() - askedAt[command] < FRESH)) {
                askedAt[command] = performance.now();
                window[command]();
            }
        }
    }

    document.addEventListener('focusin', came);
    document.addEventListener('pointerover', came);
})();
