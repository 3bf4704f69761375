/* What no component does: theme and language, the zone of times, a file on its way, news, and seconds that count down. */
window.Reprise = (function () {
    const root = document.documentElement;

    function remember(name, value) {
        document.cookie = name + '=' + value + ';path=/;max-age=31536000;samesite=lax';
    }

    function chooseTheme(theme) {
        root.dataset.theme = theme;
        remember('theme', theme);
        showTheme();
    }

    function showTheme() {
        document.querySelectorAll('[data-theme-choice]').forEach(button =>
            button.setAttribute('aria-pressed', String(button.dataset.themeChoice === root.dataset.theme)));
    }

    function chooseLanguage(language) {
        remember('language', language);
        location.reload();
    }

    /* The server writes times as they are where the operator is: it is told where that is, and asked again if it did
       not know. Not twice: a zone that it does not know stays unknown. */
    function tellZone() {
        const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        const told = 'zone=' + encodeURIComponent(zone);
        if (zone && !document.cookie.split('; ').includes(told)) {
            document.cookie = told + ';path=/;max-age=31536000;samesite=lax';
            if (root.dataset.zone !== zone && document.cookie.split('; ').includes(told)) {
                location.reload();
            }
        }
    }

    /* One request at a time, however much news there is: what comes meanwhile is caught up with by the next. The first
       news is fetched at once, what follows a moment later, or many busy campaigns would have pages do nothing else. */
    const MOMENT = 700;
    let asking = false;
    let more = false;
    let askedAt = -MOMENT;

    function ask() {
        more = asking;
        if (!asking) {
            asking = true;
            setTimeout(() => {
                askedAt = performance.now();
                (window.catchUp ?? (() => location.reload()))();
            }, Math.max(0, askedAt + MOMENT - performance.now()));
        }
    }

    function caughtUp(args) {
        asking = false;
        if (args) {
            Connection.caughtUp();
        }
        tick();
        if (more) {
            ask();
        }
    }

    /* A request that failed calls nobody back with an answer. */
    function unanswered(source) {
        asking = false;
        more = false;
        if (source?.matches('[type=file]')) {
            transfer(null);
        }
    }

    function isShown(id) {
        return document.querySelector('[data-campaign="' + id + '"]') !== null;
    }

    function pushed(news) {
        if (news.list || news.ids.some(isShown)) {
            ask();
        }
    }

    function opened() {
        if (Connection.isLost()) {
            ask();
        }
    }

    /* As Words.left writes it. */
    function span(seconds) {
        const [d, h, min] = root.lang === 'de' ? [' T ', ' Std', ' Min'] : [' d ', ' h', ' min'];
        const minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60);
        return hours >= 48 ? Math.floor(hours / 24) + d + hours % 24 + h
            : hours > 0 ? hours + h + ' ' + minutes % 60 + min
            : minutes > 0 ? minutes + min + ' ' + seconds % 60 + ' s' : seconds + ' s';
    }

    function tick() {
        document.querySelectorAll('[data-until]').forEach(element => {
            const left = Math.max(0, Math.ceil((element.dataset.until - Date.now()) / 1000));
            element.textContent = span(left);
        });
    }

    /* How much of a file has left the browser, 0 to 100; null when it is over. Not every page shows it. */
    function transfer(percent) {
        const shown = document.getElementById('transfer');
        if (shown) {
            const bar = shown.querySelector('[role=progressbar]');
            shown.hidden = percent === null;
            bar.setAttribute('aria-valuenow', Math.floor(percent));
            bar.firstElementChild.style.width = percent + '%';
        }
    }

    /* Faces requests that carry a file tell how far they are. */
    function watchFiles() {
        jQuery.ajaxPrefilter(request => {
            if (request.data instanceof FormData && Array.from(request.data.values()).some(each => each.size > 0)) {
                request.xhr = () => {
                    const xhr = new XMLHttpRequest();
                    xhr.upload.onprogress = sent => transfer(100 * sent.loaded / sent.total);
                    return xhr;
                };
            }
        });
    }

    /* The dialog closes when what was asked for is done: not when it was refused, and not when nobody answered. */
    function done(args, dialog, next) {
        if (args?.validationFailed) {
            leadToRefusal(PF(dialog).jq[0]);
        }
        if (isDone(args)) {
            cancel(dialog);
            if (next) {
                location.assign(next);
            }
        }
    }

    /* To what was refused: beside its field, or over the form. */
    function leadToRefusal(inside) {
        const said = Array.from(inside.querySelectorAll('.ui-message, .refused')).find(each => each.textContent.trim() !== '');
        const field = said?.closest('.field')?.querySelector('textarea, select, input:not([type=hidden])');
        said?.scrollIntoView({block: 'center'});
        field?.focus({preventScroll: true});
    }

    /* In a drawer that stays open: to what was refused, or, since what was typed is saved, to where the next one begins. */
    function ledTo(args, dialog, first) {
        if (args?.validationFailed) {
            leadToRefusal(PF(dialog).jq[0]);
        } else if (isDone(args)) {
            Typed.forgetDialog(PF(dialog).jq[0]);
            document.getElementById(first)?.focus();
        }
    }

    function isDone(args) {
        return args && !args.validationFailed && !Connection.isLeaving();
    }

    /* Closes a dialog and throws away what was typed in it. */
    function cancel(dialog) {
        Typed.forgetDialog(PF(dialog).jq[0]);
        PF(dialog).hide();
    }

    /* What is shown stands in the address, so that a reload shows the same. */
    function address(args, field) {
        if (args && args.address) {
            Typed.settled(field, () =>
                history.replaceState(null, '', location.pathname + (args.address === '?' ? '' : args.address)));
        }
    }

    /* A dialog that was opened by the address is not opened by it again. */
    function closed(...parameters) {
        const now = new URL(location.href);
        parameters.forEach(each => now.searchParams.delete(each));
        history.replaceState(null, '', now);
    }

    /* What was wrong with a field is not said of what stands there now; the server says whether that is right. */
    function forgive(event) {
        const field = event.target;
        if (field.matches?.('input, textarea, select')) {
            field.classList.remove('ui-state-error');
            field.removeAttribute('aria-invalid');
            field.closest('.field')?.querySelectorAll('.ui-message').forEach(each => each.replaceChildren());
            const form = field.closest('form');
            if (form && !form.querySelector('.versions')) {
                form.querySelectorAll('.refused').forEach(each => each.remove());
            }
        }
    }

    /* The first field with something typed that the browser makes nothing of: it would send the field as if it were empty. */
    function unreadable(root) {
        return Array.from(root?.querySelectorAll('input') ?? []).find(each => each.validity.badInput && each.getClientRects().length > 0);
    }

    function refuseUnreadable(event) {
        const field = unreadable(event.target.closest?.('button[type=submit]')?.form);
        if (field) {
            event.preventDefault();
            event.stopImmediatePropagation();
            field.focus();
            field.reportValidity();
        }
    }

    /* What was refused, until somebody has read it. */
    function say(text) {
        const toast = document.getElementById('toast');
        const close = document.createElement('button');
        close.type = 'button';
        close.textContent = toast.dataset.close;
        close.addEventListener('click', () => toast.replaceChildren());
        toast.replaceChildren(document.createElement('span'), close);
        toast.firstElementChild.textContent = text;
    }

    /* What was done is said for a while; not shorter for whoever points at it or is about to undo it. */
    const SAID_FOR = 8000;

    function fade() {
        const said = document.querySelector('[data-said]');
        if (said && !said.dataset.fades) {
            said.dataset.fades = 'true';
            const timer = setInterval(() => {
                if (!said.matches(':hover, :focus-within')) {
                    clearInterval(timer);
                    said.remove();
                }
            }, SAID_FOR);
        }
    }

    /* Whatever takes its time shows that it is at work. Not what the page asks for by itself. */
    const SOON = 300;
    let waiting = 0;

    function watchWaiting() {
        const line = document.getElementById('waiting');
        const show = on => {
            line.hidden = !on;
            document.body.classList.toggle('waiting', on);
        };
        jQuery(document).on('ajaxSend', (event, xhr, settings) => {
            if (settings.global !== false && settings.source !== undefined) {
                waiting++;
                const late = setTimeout(() => show(true), SOON);
                xhr.always(() => {
                    clearTimeout(late);
                    waiting--;
                    if (waiting === 0) {
                        show(false);
                    }
                    fade();
                });
            }
        });
    }

    /* Over plain HTTP elsewhere than on the machine itself browsers copy only what is selected. */
    async function copy(button) {
        try {
            await navigator.clipboard.writeText(button.dataset.copy);
        } catch {
            button.parentElement.querySelector('input').select();
            document.execCommand('copy');
        }
        button.querySelector('.ui-button-text').textContent = button.dataset.copied;
    }

    /* A menu closes when something else is looked at. */
    function closeMenus(except) {
        document.querySelectorAll('details.menu[open]').forEach(menu => {
            if (!menu.contains(except)) {
                menu.open = false;
            }
        });
    }

    /* The server keeps for long what a browser came back for; a page that loads nothing more would be forgotten while
       somebody looks for their password. */
    function comeBack() {
        if (document.querySelector('[data-door]')) {
            fetch('health/live', {cache: 'no-store'}).catch(() => false);
        }
    }

    tellZone();
    document.addEventListener('input', forgive);
    document.addEventListener('DOMContentLoaded', () => {
        watchFiles();
        watchWaiting();
        showTheme();
        document.addEventListener('click', event => {
            closeMenus(event.target);
            const button = event.target.closest?.('button');
            if (button?.dataset.copy !== undefined) {
                copy(button);
            } else if (button?.dataset.themeChoice) {
                chooseTheme(button.dataset.themeChoice);
            } else if (button?.dataset.language) {
                chooseLanguage(button.dataset.language);
            } else if (button?.dataset.undo) {
                window.undoSaid([{name: 'verb', value: button.dataset.undo}, {name: 'of', value: button.dataset.of}]);
            } else if (button?.dataset.closeToast) {
                button.closest('.toast').remove();
            }
        });
        fade();
        new MutationObserver(fade).observe(document.querySelector('.toasts'), {childList: true, subtree: true});
        document.addEventListener('keydown', event => {
            if (event.key === 'Escape') {
                closeMenus(null);
            }
        });
        comeBack();
        tick();
        setInterval(tick, 500);
    });

    /* Tells the server what follows the "#" of the address, which nobody on the way there reads. */
    function byFragment(command) {
        const tell = () => window[command]([{name: 'key', value: decodeURIComponent(location.hash.slice(1))}]);
        // after the library, which makes the command when the page is there
        jQuery(tell);
        window.addEventListener('hashchange', () => location.reload());
    }

    /* The page knows its web socket by a path, which browsers before 2024 take for no address. */
    function byPath() {
        const push = window.faces && faces.push;
        if (push && !push.byPath) {
            const init = push.init;
            push.byPath = true;
            push.init = (client, path, ...others) =>
                init(client, new URL(path, location.href).href.replace(/^http/, 'ws'), ...others);
        }
    }

    document.addEventListener('click', refuseUnreadable, true);

    return {byPath, byFragment, pushed, caughtUp, unanswered, opened, transfer, done, ledTo, isDone, cancel, address, closed, say, unreadable,
        catchUp: ask};
})();
