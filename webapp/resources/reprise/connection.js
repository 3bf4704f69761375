/* The server away: it is said at once, nothing spins for ever, and the page goes on when the server is back. */
window.Connection = (function () {
    const AGAIN = 1000;
    const LOOK_EVERY = 3000;
    const LOOK_FOR = 2000;
    /* An unanswered request is given up after this, if nothing else is answered either. */
    const GIVE_UP = 8000;
    let lost = false;
    let leaving = false;
    let timer = null;

    function base() {
        return document.querySelector('.brand').href.replace(/[^/]*$/, '');
    }

    function answers(path) {
        return fetch(base() + path, {cache: 'no-store', signal: AbortSignal.timeout(LOOK_FOR)})
            .then(answer => answer.ok)
            .catch(() => false);
    }

    function setLost(is) {
        lost = is && !leaving;
        if (lost) {
            retryLater();
        }
        document.getElementById('offline').hidden = !lost;
        if (!lost) {
            tellOfDoubt();
            document.querySelectorAll('.unsent').forEach(relabel);
        }
    }

    function retryLater() {
        clearTimeout(timer);
        timer = setTimeout(retry, AGAIN);
    }

    /* After a restart the channel is unknown and never opens again, so the page itself looks whether the server works;
       if the server forgot the page as well, catching up brings it back by its address. */
    async function retry() {
        if (lost && await answers('health/ready')) {
            Reprise.catchUp();
        } else if (lost) {
            retryLater();
        }
    }

    function caughtUp() {
        if (lost && !leaving) {
            setLost(false);
        }
    }

    function expired() {
        const address = Typed.address();
        leaving = true;
        if (address === location.href) {
            location.reload();
        } else {
            location.replace(address);
        }
    }

    /* A form was sent by a page that the server forgot: the page is where it came from. */
    function openAgain() {
        if (document.querySelector('[data-expired]') && document.referrer.startsWith(base())) {
            location.replace(document.referrer);
        }
    }

    /* A request without an answer may have been carried out: whoever pressed is told to look, until they have read it. */
    function tellOfDoubt() {
        const pressed = Array.from(document.querySelectorAll('.unsent'), button => button.dataset.label);
        if (pressed.length > 0) {
            Reprise.say(document.getElementById('offline').dataset.doubt.replace('{0}', pressed.join('”, “')));
        }
    }

    function relabel(button) {
        button.classList.remove('unsent');
        label(button).textContent = button.dataset.label;
    }

    function label(button) {
        return button.querySelector('.ui-button-text') ?? button;
    }

    /* The library leaves a button that got no answer disabled, with its wheel turning. */
    function unsent(button) {
        button.classList.remove('ui-state-loading', 'ui-state-disabled');
        button.querySelectorAll('.ui-icon-loading').forEach(wheel => wheel.remove());
        button.disabled = false;
        if (!button.classList.contains('unsent')) {
            button.dataset.label = label(button).textContent;
            button.classList.add('unsent');
        }
        label(button).textContent = document.getElementById('offline').dataset.unsent;
    }

    function failed(event, xhr, settings) {
        if (leaving) {
            return;
        }
        const source = document.getElementById(PrimeFaces.ajax.Utils.getSourceId(settings));
        if (xhr.status === 0 || xhr.status >= 502) {
            setLost(true);
        }
        if (source?.matches('button')) {
            // after the library is through with it
            setTimeout(() => unsent(source));
        }
        Reprise.unanswered(source);
        if (lost) {
            retryLater();
        }
    }

    /* Slow is not away: as long as the server answers anything, a request is waited for. */
    function watch(request, original, xhr) {
        if (original.source === undefined) {
            return;
        }
        const began = performance.now();
        const look = setInterval(async () => {
            if (!await answers('health/live') && xhr.readyState !== 4) {
                setLost(true);
                if (performance.now() - began >= GIVE_UP || !isCommand(original)) {
                    xhr.abort();
                }
            }
        }, LOOK_EVERY);
        xhr.always(() => clearInterval(look));
    }

    function isCommand(settings) {
        return document.getElementById(PrimeFaces.ajax.Utils.getSourceId(settings))?.matches('button');
    }

    /* A page that is left while the server is away is a page of the browser's: nothing typed would be seen any more. */
    function hold(event) {
        const leads = event.type === 'submit' || event.target.closest?.('a[href]:not([target=_blank]):not([href^="#"])');
        if (lost && leads) {
            event.preventDefault();
            document.getElementById('offline').focus();
        }
    }

    document.addEventListener('DOMContentLoaded', () => {
        jQuery.ajaxPrefilter(watch);
        jQuery(document).on('pfAjaxError', failed);
        document.addEventListener('click', hold, true);
        document.addEventListener('submit', hold, true);
        openAgain();
    });
    window.addEventListener('offline', () => setLost(true));
    /* Requests that a page no longer waits for fail too. A file that is saved leaves no page. */
    window.addEventListener('beforeunload', () => {
        if (!leaving) {
            leaving = true;
            setTimeout(() => { leaving = false; }, 2 * AGAIN);
        }
    });

    return {
        caughtUp, expired, lost: () => setLost(true), isLost: () => lost, isLeaving: () => leaving,
        /* -1: the browser has no web sockets; 1000: the page is being left. */
        closed: code => code !== -1 && code !== 1000 && setLost(true)
    };
})();
