/* What the keyboard does anywhere, and the list of what was looked for everywhere. */
(function () {
    /* After "g", for a moment. */
    const GO = {c: '', a: 'contacts', s: 'connections'};
    const MOMENT = 1200;
    let going = -MOMENT;

    function isTyping(target) {
        return target.isContentEditable || target.matches?.('input, textarea, select');
    }

    function isDialogOpen() {
        return Array.from(document.querySelectorAll('.ui-dialog')).some(each => each.getClientRects().length > 0);
    }

    /* As if its button were pressed, which gets the focus back. */
    function press(name) {
        document.querySelector('[data-opens=' + name + ']').click();
    }

    /* What the page itself has a key for; nothing while its button cannot be pressed. */
    function act(key) {
        const button = /^[a-z]$/.test(key) ? document.querySelector('main button[aria-keyshortcuts="' + key.toUpperCase() + '"]') : null;
        if (button && !button.disabled && button.getClientRects().length > 0) {
            button.click();
            return true;
        }
        return false;
    }

    function open(button) {
        button.closest('details')?.removeAttribute('open');
        window.PrimeFaces.widgets[button.dataset.opens]?.show();
    }

    function lead(path) {
        location.assign(document.querySelector('.brand').href + path);
    }

    function plainKey(event) {
        const key = event.key.toLowerCase();
        if (performance.now() - going < MOMENT && key in GO) {
            lead(GO[key]);
            return true;
        }
        going = -MOMENT;
        if (key === '/') {
            press('everywhere');
        } else if (event.key === '?') {
            press('help');
        } else if (key === 'n' && document.querySelector('[data-writes=true]')) {
            lead('editor');
        } else if (key === 'g') {
            going = performance.now();
        } else {
            return act(key);
        }
        return true;
    }

    function pressed(event) {
        if (!document.querySelector('[data-opens=everywhere]')) {
            return;
        }
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && !isDialogOpen()
                && !event.target.matches?.('textarea')) {
            event.preventDefault();
            press('everywhere');
        } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !isDialogOpen()
                && plainKey(event)) {
            event.preventDefault();
        }
    }

    /* Up and down lead through what was found, Enter opens the first. */
    function walk(event) {
        const form = event.target.closest?.('#everywhere');
        const links = form ? Array.from(form.querySelectorAll('.hits a')) : [];
        const at = links.indexOf(document.activeElement);
        if (!form || !['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key) || (event.key === 'Enter' && at >= 0)) {
            return;
        }
        event.preventDefault();
        if (event.key === 'Enter') {
            links[0]?.click();
        } else if (event.key === 'ArrowUp' && at <= 0) {
            document.getElementById('everywhere:search').focus();
        } else {
            links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
        }
    }

    /* A browser presses the first button of a form, which may take a condition away: Enter presses the one that is named
       for the fields, below their form; where none is, nothing. */
    function enter(event) {
        const field = event.target.closest?.('input:not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=button]):not([type=file])');
        const named = field?.closest('[data-enter]');
        if (event.key !== 'Enter' || !named) {
            return;
        }
        event.preventDefault();
        if (named.dataset.enter) {
            document.getElementById(field.form.id + ':' + named.dataset.enter)?.click();
        }
    }

    document.addEventListener('keydown', enter);
    document.addEventListener('keydown', pressed);
    document.addEventListener('keydown', walk);
    document.addEventListener('click', event => {
        const button = event.target.closest?.('[data-opens]');
        if (button) {
            open(button);
        }
    });
})();
