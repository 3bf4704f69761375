/* What every dialog does: Ctrl Enter presses its main button, and the focus goes back to the button that opened it. */
(function () {
    const SETTLED = 150;
    const SOON = 100;
    const PATIENCE = 20;
    /* The button that was pressed last outside of dialogs, and what it stands in, from the inside out. */
    let pressed = null;

    /* Of what stands in a menu, that is what opens the menu. */
    function opener(pressed) {
        const menu = pressed?.closest('[popover], details');
        return !menu ? pressed
            : document.querySelector('[popovertarget="' + CSS.escape(menu.id) + '"]') ?? menu.querySelector('summary') ?? pressed;
    }

    function note(event) {
        const button = opener(event.target.closest?.('button, a, summary'));
        if (button && !button.closest('.ui-dialog, .toasts')) {
            const around = [];
            for (let each = button; each && each !== document.body; each = each.parentElement) {
                if (each.id) {
                    around.push(each.id);
                }
            }
            pressed = {button, around, person: button.dataset.person, of: button.dataset.of};
        }
    }

    function isShown(element) {
        return element.getClientRects().length > 0;
    }

    function isInSight(element) {
        return isShown(element) && !element.disabled;
    }

    /* Rows are drawn anew meanwhile: the button is its person's still, or has its id. */
    function same() {
        const theirs = pressed?.person && Array.from(document.querySelectorAll('main [data-person]'))
            .find(each => each.dataset.person === pressed.person && each.dataset.of === pressed.of);
        const id = pressed?.button.id;
        return [theirs, pressed?.button, id && document.getElementById(id)].find(each => each?.isConnected && isShown(each));
    }

    /* Its place may be taken by another verb. */
    function other() {
        for (const id of pressed?.around ?? []) {
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
    function giveBack(patience, focused) {
        const there = same();
        if (there?.disabled && patience > 0) {
            setTimeout(() => document.activeElement === focused && giveBack(patience - 1, focused), SOON);
        } else {
            (there && !there.disabled ? there : other())?.focus({preventScroll: true});
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
    document.addEventListener('keydown', confirm);
    document.addEventListener('DOMContentLoaded', () => {
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
