/* What was typed and is not saved stays: over a reload, a restart of the server, an expired page. It is kept in the
   browser's sessionStorage, by what it belongs to (data-keep of a form or a panel) and by the id of its field. Secrets are
   never kept. Hidden fields, and those that the browser is not to complete, are kept when they are marked with
   data-kept="true"; what only asks, and is nobody's work, is marked with data-kept="false". */
window.Typed = (function () {
    const PREFIX = 'typed:';
    const REOPEN = 'reopen';
    const TRY_EVERY = 300;
    const MAX_TRIES = 20;
    /* What is open now, by its data-keep: its fields as the server sent them, and what is still to be put back. */
    const open = new Map();
    let command = null;

    function isKept(field) {
        const wanted = field.dataset.kept === 'true';
        const secret = field.type === 'password' || field.autocomplete === 'one-time-code' || field.autocomplete === 'off' && !wanted;
        const typed = !['file', 'button', 'submit', 'reset'].includes(field.type) && (field.type !== 'hidden' || wanted);
        return field.id && typed && !secret && field.dataset.kept !== 'false';
    }

    function fields(root) {
        return Array.from(root.querySelectorAll('input, textarea, select')).filter(isKept);
    }

    function value(field) {
        return field.type === 'checkbox' ? field.checked : field.value;
    }

    function values(root) {
        return Object.fromEntries(fields(root).map(field => [field.id, value(field)]));
    }

    function same(one, other) {
        const ids = Object.keys(one);
        return ids.length === Object.keys(other).length && ids.every(id => one[id] === other[id]);
    }

    function roots() {
        return Array.from(document.querySelectorAll('[data-keep]:not([data-keep=""])'));
    }

    /* What is looked for belongs to the address that it was typed at; whoever opens the page anew begins anew. */
    function keyOf(root) {
        return root.matches('form') ? root.dataset.keep : root.dataset.keep + location.search;
    }

    function stored(key) {
        return JSON.parse(sessionStorage.getItem(PREFIX + key));
    }

    function isDirty(root) {
        const state = open.get(keyOf(root));
        return state !== undefined && (!same(values(root), state.first) || Object.keys(state.pending).length > 0);
    }

    function save(root) {
        const key = keyOf(root);
        if (isDirty(root)) {
            sessionStorage.setItem(PREFIX + key, JSON.stringify({...open.get(key).pending, ...values(root)}));
        } else {
            sessionStorage.removeItem(PREFIX + key);
        }
    }

    function close(key) {
        open.get(key)?.note?.remove();
        open.delete(key);
    }

    function forget(key) {
        close(key);
        sessionStorage.removeItem(PREFIX + key);
    }

    /* Nothing, when only what nobody types differs: it was saved, though its answer was lost. */
    function differing(before, now) {
        const found = Object.entries(before).filter(([id, each]) => each !== now[id]);
        return Object.fromEntries(found.some(([id]) => document.getElementById(id)?.type !== 'hidden') ? found : []);
    }

    /* In a dialog it is there when the dialog comes; on a page it lies over what is there, and moves nothing. */
    function note(root, inDialog) {
        const shown = document.getElementById('kept').content.cloneNode(true).firstElementChild;
        shown.querySelector('button').addEventListener('click', () => throwAway(root));
        if (inDialog) {
            shown.className = 'notice kept';
            shown.querySelector('.close').remove();
            root.prepend(shown);
        } else {
            document.querySelector('.toasts').append(shown);
        }
        return shown;
    }

    function begin(root) {
        const first = values(root);
        const before = stored(keyOf(root));
        const dialog = root.closest('.ui-dialog');
        const state = {first, pending: before ? differing(before, first) : {}, added: new Set(), dialog: dialog && dialog.id, command};
        open.set(keyOf(root), state);
        if (Object.keys(state.pending).length > 0) {
            if (root.matches('form')) {
                state.note = note(root, dialog !== null);
            }
            putBack(state);
        }
    }

    /* Some fields only come when others are set: they are put back when they are there. The server is told of each, as
       if it had been typed again; of hidden ones first, for they go with whatever is told next. */
    function putBack(state) {
        const there = Object.keys(state.pending).map(id => document.getElementById(id)).filter(field => field !== null);
        there.sort((one, other) => (other.type === 'hidden') - (one.type === 'hidden'));
        for (const field of there) {
            const wanted = state.pending[field.id];
            delete state.pending[field.id];
            if (field.type === 'checkbox') {
                field.checked = wanted;
            } else {
                field.value = wanted;
            }
            if (field.type !== 'hidden') {
                field.dispatchEvent(new Event('input', {bubbles: true}));
                field.dispatchEvent(new Event('change', {bubbles: true}));
            }
        }
        if (there.some(field => field.type === 'hidden')) {
            there.map(field => field.closest('form')).forEach(form => form.querySelector('[data-shows-hidden]')
                ?.dispatchEvent(new Event('change', {bubbles: true})));
        }
        addMissing(state);
    }

    /* A row that was added after the page was made is added again: once, and before the next one. */
    function addMissing(state) {
        for (const id of Object.keys(state.pending)) {
            const row = /^(.*):button:(\d+):/.exec(id);
            const add = row && document.getElementById(row[1] + ':add');
            if (add) {
                if (!state.added.has(row[2])) {
                    state.added.add(row[2]);
                    add.click();
                }
                return;
            }
        }
    }

    /* After whatever may have opened, closed or redrawn something. */
    function look() {
        for (const root of roots()) {
            const state = open.get(keyOf(root));
            if (root.getClientRects().length === 0) {
                close(keyOf(root));
            } else if (state === undefined) {
                begin(root);
            } else {
                putBack(state);
                save(root);
                if (!isDirty(root)) {
                    state.note?.remove();
                }
            }
        }
    }

    function inDialog(dialog) {
        return Array.from(open).filter(([, state]) => state.dialog === dialog.id).map(([key]) => key);
    }

    function forgetDialog(dialog) {
        inDialog(dialog).forEach(forget);
    }

    function throwAway(root) {
        const dialog = root.closest('.ui-dialog');
        forget(keyOf(root));
        if (dialog) {
            PrimeFaces.getWidgetById(dialog.id).hide();
        } else {
            location.reload();
        }
    }

    /* Whether a dialog stays, since something was typed in it; a second try takes the question away again. */
    function asks(dialog) {
        const root = roots().find(each => dialog.contains(each) && isDirty(each));
        const asked = dialog.querySelector('.discard');
        if (asked) {
            asked.remove();
            root?.querySelector('textarea, input:not([type=hidden])')?.focus();
            return true;
        }
        if (!root) {
            return false;
        }
        const question = document.getElementById('discard').content.cloneNode(true).firstElementChild;
        const [away, stay] = question.querySelectorAll('button');
        away.addEventListener('click', () => {
            question.remove();
            throwAway(root);
        });
        stay.addEventListener('click', () => asks(dialog));
        (dialog.querySelector('.foot') ?? root).append(question);
        stay.focus();
        return true;
    }

    /* Where the page is opened anew, with the dialog that is open now. */
    function address() {
        const address = new URL(location.href);
        address.hash = '';
        for (const [key, state] of open) {
            const edited = /^edit-(\d+)$/.exec(key);
            if (edited) {
                address.searchParams.set('edit', edited[1]);
            } else if (state.dialog && state.command) {
                sessionStorage.setItem(REOPEN, state.command);
            }
        }
        return address.href;
    }

    function reopen() {
        const button = sessionStorage.getItem(REOPEN);
        let tries = 0;
        const again = button === null ? null : setInterval(() => {
            const shown = Array.from(document.querySelectorAll('.ui-dialog')).some(each => each.getClientRects().length > 0);
            if (shown || tries > MAX_TRIES) {
                // not before: with several tabs the page may have to be opened anew once more
                sessionStorage.removeItem(REOPEN);
                clearInterval(again);
            } else if (PrimeFaces.ajax.Queue.isEmpty()) {
                // the library binds its commands some moments after the page is there
                tries++;
                document.getElementById(button)?.click();
            }
        }, TRY_EVERY);
    }

    function changed(event) {
        const root = event.target.closest?.('[data-keep]:not([data-keep=""])');
        if (root && open.has(keyOf(root))) {
            save(root);
        }
    }

    /* A form saved itself: what its fields said then is what the server has, what was typed since is kept under its new
       name. Hidden fields say what the answer brought. */
    function savedAs(root, said, name) {
        forget(keyOf(root));
        root.dataset.keep = name;
        const first = values(root);
        for (const id of Object.keys(said)) {
            if (document.getElementById(id)?.type !== 'hidden') {
                first[id] = said[id];
            }
        }
        open.set(keyOf(root), {first, pending: {}, added: new Set(), dialog: null, command});
        save(root);
    }

    /* The server has what stands in the panel of this field now, and the address is about to hold it. */
    function settled(id, tellAddress) {
        const root = document.getElementById(id)?.closest('[data-keep]');
        if (root) {
            forget(keyOf(root));
        }
        tellAddress();
        look();
    }

    function guardDialogs() {
        const hide = PrimeFaces.widget.Dialog.prototype.hide;
        PrimeFaces.widget.Dialog.prototype.hide = function (...how) {
            if (asks(this.jq[0])) {
                return;
            }
            inDialog(this.jq[0]).forEach(key => open.delete(key));
            hide.apply(this, how);
        };
        const shown = PrimeFaces.widget.Dialog.prototype.postShow;
        PrimeFaces.widget.Dialog.prototype.postShow = function (...how) {
            shown.apply(this, how);
            // what stands in it listens only after the scripts of this answer have run
            setTimeout(look);
        };
    }

    document.addEventListener('input', changed, true);
    document.addEventListener('change', changed, true);
    document.addEventListener('DOMContentLoaded', () => {
        guardDialogs();
        jQuery(document)
            .on('pfAjaxSend', (event, xhr, settings) => {
                const source = PrimeFaces.ajax.Utils.getSourceId(settings);
                command = document.getElementById(source)?.matches('button') ? source : command;
            })
            .on('pfAjaxComplete', look);
    });
    window.addEventListener('load', () => {
        look();
        reopen();
    });

    return {address, forget, forgetDialog, isDirty, look, savedAs, settled, values};
})();
