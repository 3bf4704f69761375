/* What a list does that no component does: a whole row opens what it names, and a menu of verbs is walked by keys. */
(function () {
    /* Under its button and as far right as that, or above it where there is no room. */
    function place(menu, button) {
        const at = button.getBoundingClientRect();
        const size = menu.getBoundingClientRect();
        const below = at.bottom + 4 + size.height <= innerHeight;
        menu.style.left = Math.max(8, Math.min(at.right, innerWidth - 8) - size.width) + 'px';
        menu.style.top = Math.max(8, below ? at.bottom + 4 : at.top - 4 - size.height) + 'px';
    }

    function buttonOf(menu) {
        return document.querySelector('[popovertarget="' + menu.id + '"]');
    }

    function itemsOf(menu) {
        return Array.from(menu.querySelectorAll('[role=menuitem]'));
    }

    function toggled(event) {
        const menu = event.target;
        if (menu.matches?.('.items[popover]')) {
            const open = event.newState === 'open';
            buttonOf(menu)?.setAttribute('aria-expanded', String(open));
            if (open) {
                place(menu, buttonOf(menu));
                itemsOf(menu)[0]?.focus();
            }
        }
    }

    function moved(event) {
        const menu = event.target.closest?.('.items[popover]');
        if (!menu) {
            const button = event.target.closest?.('.more[popovertarget]');
            if (button && event.key === 'ArrowDown') {
                event.preventDefault();
                document.getElementById(button.getAttribute('popovertarget')).showPopover();
            }
            return;
        }
        const items = itemsOf(menu);
        const here = items.indexOf(document.activeElement);
        const next = {ArrowDown: here + 1, ArrowUp: here - 1 + items.length, Home: 0, End: items.length - 1}[event.key];
        if (next !== undefined) {
            event.preventDefault();
            items[next % items.length].focus();
        } else if (event.key === 'Tab') {
            leave(menu);
        }
    }

    function leave(menu) {
        menu.hidePopover();
        buttonOf(menu)?.focus();
    }

    /* What is pressed closes the menu. */
    function chosen(event) {
        const item = event.target.closest?.('.items[popover] [role=menuitem]');
        if (item) {
            leave(item.closest('.items'));
        }
    }

    /* Not where something else can be pressed, and not while words are being marked. */
    function opened(event) {
        const row = event.target.closest?.('.opens tbody tr');
        const link = row?.querySelector('a.title');
        const other = event.target.closest?.('a, button, input, label, select, [popover]');
        if (link && !other && String(getSelection()) === '') {
            if (event.button === 1 || event.ctrlKey || event.metaKey) {
                window.open(link.href, '_blank', 'noopener');
            } else if (event.button === 0) {
                location.assign(link.href);
            }
        }
    }

    /* The box over all is what those under it are, on whichever page. */
    function countBoxes() {
        const over = document.querySelector('.choosing th.pick input');
        const boxes = Array.from(document.querySelectorAll('.choosing td.pick input'));
        if (over) {
            over.checked = boxes.length > 0 && boxes.every(each => each.checked);
        }
    }

    document.addEventListener('change', event => event.target.matches?.('td.pick input') && countBoxes());
    document.addEventListener('DOMContentLoaded', () => {
        new MutationObserver(countBoxes).observe(document.getElementById('content'), {childList: true, subtree: true});
    });
    document.addEventListener('toggle', toggled, true);
    document.addEventListener('keydown', moved);
    document.addEventListener('click', chosen, true);
    document.addEventListener('click', opened);
    document.addEventListener('auxclick', opened);
    addEventListener('scroll', event => {
        const menu = document.querySelector('.items:popover-open');
        if (menu && !menu.contains(event.target)) {
            menu.hidePopover();
        }
    }, {capture: true, passive: true});
})();
