/* The editor saves itself as somebody types: a moment after the last keystroke, one request at a time. What cannot be saved
   yet stays in the browser (typed.js), and is tried again. */
window.Editing = (function () {
    const AFTER = 1500;
    const AGAIN = 3000;
    let timer = null;
    /* What the fields said in the request that is under way. */
    let sent = null;
    let more = false;

    function form() {
        return document.getElementById('new');
    }

    function field(id) {
        return document.getElementById('new:' + id);
    }

    function later(moment) {
        clearTimeout(timer);
        timer = setTimeout(save, moment);
    }

    function isBlank() {
        return field('message:text').value.trim() === '';
    }

    /* Without a text or a sender there is nothing to save; and while somebody is asked, nothing changes under the question. */
    function isWorthIt() {
        return !isBlank() && field('session').value !== '' && Typed.isDirty(form());
    }

    function isBusy() {
        const asked = Array.from(document.querySelectorAll('.ui-dialog, .versions')).some(each => each.getClientRects().length > 0);
        return asked || Connection.isLost();
    }

    function save() {
        if (!window.autosave || Connection.isLeaving()) {
            return;
        }
        if (isBusy()) {
            if (Connection.isLost() && isWorthIt()) {
                say(form().dataset.away);
            }
            later(AGAIN);
        } else if (sent) {
            more = true;
        } else if (Reprise.unreadable(form())) {
            say(form().dataset.wrong);
        } else if (isBlank() || field('session').value === '') {
            // what was said before was said of something else that stood there
            say(!Typed.isDirty(form()) ? '' : isBlank() ? form().dataset.blank : form().dataset.senderless);
        } else if (isWorthIt()) {
            sent = Typed.values(form());
            window.autosave();
        }
    }

    function say(text) {
        const state = field('state');
        if (state.textContent !== text) {
            state.textContent = text;
        }
    }

    /* Nobody answered, the form was refused before it was read, or the page knows now how the save went. */
    function answered(args) {
        const said = sent;
        sent = null;
        if (Connection.isLeaving()) {
            return;
        }
        if (!args) {
            say(form().dataset.away);
            later(AGAIN);
        } else if (args.validationFailed) {
            say(form().dataset.wrong);
        } else if (args.saved) {
            settle(args, said);
        }
        if (more) {
            more = false;
            later(0);
        }
    }

    function settle(args, said) {
        Typed.savedAs(form(), said, args.saved);
        history.replaceState(null, '', location.pathname + args.address);
        document.title = form().querySelector('h1').textContent + ' · Reprise';
    }

    /* Saved because somebody said so: the page stays, drawn anew. */
    function saved(args) {
        clearTimeout(timer);
        if (Reprise.isDone(args) && args.saved) {
            settle(args, Typed.values(form()));
        } else {
            lead();
        }
    }

    /* Saved, and the server leads to another page. */
    function left(args) {
        clearTimeout(timer);
        if (Reprise.isDone(args)) {
            Typed.forget(form().dataset.keep);
        } else {
            lead();
        }
    }

    /* What somebody else saved stands in the fields now. */
    function taken(args) {
        if (args) {
            Typed.forget(form().dataset.keep);
            Typed.look();
        }
    }

    /* To the first field that something is wrong with. */
    function lead() {
        const wrong = Array.from(form().querySelectorAll('.field .ui-message')).find(each => each.textContent.trim() !== '');
        const field = wrong?.closest('.field');
        (field?.querySelector('.ui-state-error') ?? field?.querySelector('input:not([type=hidden]), select, textarea'))?.focus({preventScroll: true});
        wrong?.scrollIntoView({block: 'center'});
    }

    function changed(event) {
        if (event.target.closest?.('#new') && event.target.id !== 'new:recipient') {
            later(AFTER);
        }
    }

    document.addEventListener('input', changed);
    document.addEventListener('change', changed);
    document.addEventListener('DOMContentLoaded', () => {
        // a file that was brought and a button that was taken away are no keystrokes
        jQuery(document).on('pfAjaxComplete', () => {
            if (!sent && form() && Typed.isDirty(form())) {
                later(AFTER);
            }
        });
        document.addEventListener('click', event => {
            const button = event.target.closest?.('[data-leads-to]');
            if (button) {
                const target = document.getElementById(button.dataset.leadsTo);
                target.scrollIntoView({block: 'center'});
                target.focus({preventScroll: true});
            }
        });
    });

    return {answered, saved, left, taken, lead};
})();
