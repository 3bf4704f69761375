/* What no component does: the theme switch, the zone of times, a file on its way, the lost connection, and seconds that count down. */
window.Reprise = (function () {
    const root = document.documentElement;
    let lost = false;
    let leaving = false;

    function dark() {
        return root.dataset.theme === 'dark'
            || (root.dataset.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    }

    function switchTheme() {
        root.dataset.theme = dark() ? 'light' : 'dark';
        document.cookie = 'theme=' + root.dataset.theme + ';path=/;max-age=31536000;samesite=lax';
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

    function setLost(is) {
        if (is && !lost) {
            setTimeout(retry, 1000);
        }
        lost = is;
        document.getElementById('offline').hidden = !is;
    }

    /* After a restart the channel is unknown and never opens again, so the page itself looks whether the server answers;
       if the server forgot the page as well, catching up brings it back by its address. */
    function retry() {
        fetch(document.querySelector('link[rel=icon]').href, {method: 'HEAD', cache: 'no-store'})
            .then(answer => answer.ok ? opened() : setTimeout(retry, 1000))
            .catch(() => setTimeout(retry, 1000));
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
                window.catchUp();
            }, Math.max(0, askedAt + MOMENT - performance.now()));
        }
    }

    function caughtUp() {
        asking = false;
        if (lost && !leaving) {
            setLost(false);
        }
        tick();
        if (more) {
            ask();
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
        if (lost) {
            ask();
        }
    }

    /* -1: the browser has no web sockets; 1000: the page is being left. */
    function closed(code) {
        if (code !== -1 && code !== 1000) {
            setLost(true);
        }
    }

    function tick() {
        document.querySelectorAll('[data-until]').forEach(element => {
            const left = Math.max(0, Math.ceil((element.dataset.until - Date.now()) / 1000));
            element.textContent = left >= 60 ? Math.floor(left / 60) + ' min ' + left % 60 + ' s' : left + ' s';
        });
    }

    tellZone();
    /* How much of a file has left the browser, 0 to 100; null when it is over. */
    function transfer(percent) {
        const shown = document.getElementById('transfer');
        const bar = shown.querySelector('[role=progressbar]');
        shown.hidden = percent === null;
        bar.setAttribute('aria-valuenow', Math.floor(percent));
        bar.firstElementChild.style.width = percent + '%';
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

    document.addEventListener('DOMContentLoaded', () => {
        watchFiles();
        document.getElementById('theme').addEventListener('click', switchTheme);
        tick();
        setInterval(tick, 500);
    });

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

    return {
        byPath, pushed, caughtUp, opened, closed, transfer,
        expired: () => { leaving = true; location.reload(); },
        lost: () => setLost(true),
        address: query => query && history.replaceState(null, '', location.pathname + (query === '?' ? '' : query))
    };
})();
