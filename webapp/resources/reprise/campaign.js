/* What the page of a campaign does beside its components. */
window.CampaignPage = (function () {
    /* By dialog: the button that opened it. A button that waits for its answer is disabled, and loses the focus. */
    const openers = {};
    let pressed = null;
    /* The revisions that somebody reads, by number: news draw the history again. */
    const read = new Set();

    /* The drawer shows somebody, whom the address names from now on. */
    function opened(args) {
        if (args?.person) {
            const now = new URL(location.href);
            now.searchParams.set('person', args.person);
            history.replaceState(null, '', now);
        }
    }

    /* A row may have been drawn again, or stand in another place. */
    function find(opener) {
        const row = opener?.person && document.querySelector('main [data-person="' + CSS.escape(opener.person) + '"]');
        const found = row || (opener?.id && document.getElementById(opener.id));
        return found?.closest('details:not([open])')?.querySelector('summary') ?? found;
    }

    function note(event) {
        const button = event.target.closest?.('button');
        if (button) {
            pressed = {id: button.id, person: button.dataset.person, inside: button.closest('.ui-dialog')?.id};
        }
    }

    function keepFocus() {
        const dialog = PrimeFaces.widget.Dialog.prototype;
        const show = dialog.postShow;
        dialog.postShow = function (...how) {
            const named = new URL(location.href).searchParams.get('person');
            openers[this.id] = pressed && pressed.inside !== this.id ? pressed
                : openers[this.id] ?? (named && this.id === 'recipient' ? {person: named} : null);
            show.apply(this, how);
        };
        const back = dialog.returnFocus;
        dialog.returnFocus = function (...how) {
            const opener = openers[this.id];
            delete openers[this.id];
            if (!opener) {
                back.apply(this, how);
                return;
            }
            // after the library, and after what the answer draws again
            setTimeout(() => {
                const others = Array.from(document.querySelectorAll('.ui-dialog')).filter(each => each.getClientRects().length > 0);
                const target = find(opener);
                if (target && (others.length === 0 || others.some(each => each.contains(target)))) {
                    target.focus({preventScroll: true});
                } else {
                    others.at(-1)?.querySelector('.foot button')?.focus();
                }
            }, 150);
        };
    }

    /* A row is as good as the button in it, unless somebody marks text. */
    function openRow(event) {
        const row = event.target.closest?.('.people tbody tr');
        if (row && !event.target.closest('button, a, input') && getSelection().isCollapsed) {
            row.querySelector('[data-person]')?.click();
        }
    }

    function closeMenu(event) {
        const menu = event.target.closest?.('details.acts');
        if (menu && event.target.closest('.card button')) {
            menu.open = false;
        }
    }

    document.addEventListener('click', note, true);
    document.addEventListener('click', event => {
        openRow(event);
        closeMenu(event);
    });
    document.addEventListener('keydown', event => {
        const menu = event.key === 'Escape' && document.activeElement?.closest('details.acts[open]');
        if (menu) {
            menu.querySelector('summary').focus();
        }
    }, true);
    document.addEventListener('toggle', event => {
        const revision = event.target.dataset?.revision;
        if (revision && event.target.isConnected) {
            read[event.target.open ? 'add' : 'delete'](revision);
        }
    }, true);
    document.addEventListener('DOMContentLoaded', () => {
        keepFocus();
        // not by the library's own events: what a page asks for by itself is none of them
        new MutationObserver(() => document.querySelectorAll('details[data-revision]').forEach(each => {
            each.open ||= read.has(each.dataset.revision);
        })).observe(document.getElementById('content'), {childList: true, subtree: true});
    });

    return {opened};
})();
