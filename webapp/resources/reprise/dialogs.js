/* What every dialog does: Ctrl Enter presses its main button, and the focus goes back to the button that opened it. Nor is
   the focus lost when what has it is drawn anew. */
(function () {
    const SETTLED = 150;
    const SOON = 100;
    const PATIENCE = 20;
    /* The button that was pressed last outside of dialogs, and what has the focus, as placeOf tells it. */
    let pressed = null;
    let focused = null;

    /* Of what stands in a menu, that is what opens the menu. */
    function opener(pressed) {
        const menu = pressed?.closest('[popover], details');
        return !menu ? pressed
            : document.querySelector('[popovertarget="' + CSS.escape(menu.id) + '"]') ?? menu.querySelector('summary') ?? pressed;
    }

    /* The button, and what it stands in, from the inside out; null in a dialog and in what was said. */
    function placeOf(button) {
        if (!button || button.closest('.ui-dialog, .toasts')) {
            return null;
        }
        const around = [];
        for (let each = button; each && each !== document.body; each = each.parentElement) {
            if (each.id) {
                around.push(each.id);
            }
        }
        return {button, around, person: button.dataset.person, of: button.dataset.of};
    }

    function note(event) {
        pressed = placeOf(opener(event.target.closest?.('button, a, summary'))) ?? pressed;
    }

    function isNowhere() {
        return !document.activeElement || document.activeElement === document.body;
    }

    /* Not of what is as large as the page: that would be no place any more. */
    function keep() {
        if (focused && !focused.button.isConnected && isNowhere()) {
            const again = same(focused) ?? other({...focused, around: focused.around.slice(0, 3)});
            if (again && !again.disabled && again.id !== 'content') {
                again.focus({preventScroll: true});
            }
        }
    }

    function isShown(element) {
        return element.getClientRects().length > 0;
    }

    function isInSight(element) {
        return isShown(element) && !element.disabled;
    }

    /* Rows are drawn anew meanwhile: the button is its person's still, or has its id. */
    function same(place) {
        const theirs = place?.person && Array.from(document.querySelectorAll('main [data-person]'))
            .find(each => each.dataset.person === place.person && each.dataset.of === place.of);
        const id = place?.button.id;
        return [theirs, place?.button, id && document.getElementById(id)].find(each => each?.isConnected && isShown(each));
    }

    /* Its place may be taken by another verb. */
    function other(place) {
        for (const id of place?.around ?? []) {
            const there = document.getElementById(id);
            const button = there && [there, ...there.querySelectorAll('a, button')].find(each =>
                each.matches('a[href], button, summary') && isInSight(each));
            if (button) {
                return button;
            }
        }
        return document.getElementById('content');
    }

    /* The library keeps a button disabled for a moment after its answer: who is quick finds it again all the same. */
    function giveBack(patience, before) {
        const there = same(pressed);
        if (there?.disabled && patience > 0) {
            setTimeout(() => document.activeElement === before && giveBack(patience - 1, before), SOON);
        } else {
            (there && !there.disabled ? there : other(pressed))?.focus({preventScroll: true});
        }
    }

    function confirm(event) {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            const top = Array.from(document.querySelectorAll('.ui-dialog')).filter(isInSight).pop();
            const buttons = top ? Array.from(top.querySelectorAll('.foot .primary, .foot .danger')).filter(isInSight) : [];
            if (buttons.length > 0) {
                event.preventDefault();
                buttons.pop().click();
            }
        }
    }

    document.addEventListener('click', note, true);
    document.addEventListener('focusin', event => {
        focused = event.target.closest('main') ? placeOf(event.target) : null;
    });
    document.addEventListener('keydown', confirm);
    document.addEventListener('DOMContentLoaded', () => {
        new MutationObserver(keep).observe(document.getElementById('content'), {childList: true, subtree: true});
        if (window.PrimeFaces?.widget?.Dialog) {
            // after the library, and after what its answer draws anew
            PrimeFaces.widget.Dialog.prototype.returnFocus = delay => setTimeout(() => {
                const under = Array.from(document.querySelectorAll('.ui-dialog')).filter(isInSight).pop();
                if (under) {
                    under.querySelector('.foot button')?.focus({preventScroll: true});
                } else {
                    giveBack(PATIENCE, document.activeElement);
                }
            }, Math.max(delay ?? 0, SETTLED));
        }
    });
})();
