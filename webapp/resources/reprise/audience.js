/* A row of the list opens its contact beside it, a chosen file is looked at, and menus of cards outlive a refresh. */
window.Audience = (function () {
    /* With a key held down a browser does what it does with any link. */
    function isPlain(event) {
        return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    }

    function show(link) {
        window.showPerson([{name: 'person', value: link.dataset.person}, {name: 'of', value: link.dataset.of}]);
    }

    /* The contact stands in the address, so that it can be handed on. */
    function shown(args) {
        if (args?.address) {
            history.replaceState(null, '', location.pathname + args.address);
        }
    }

    /* A card's menu closes when one of its verbs opens a dialog; afterwards the focus comes back to the menu. */
    function pressed(button) {
        const menu = button.closest('.sender details.menu');
        if (menu) {
            menu.querySelector('summary').focus();
            menu.open = false;
        }
    }

    /* What is open stays open when the cards are drawn again, and what has the focus keeps it. */
    let open = [];
    let focused = null;

    function beforeRefresh() {
        open = Array.from(document.querySelectorAll('.sender details[open]')).map(menu => menu.id);
        focused = document.activeElement?.closest('.sender') ? document.activeElement.id : null;
    }

    function refreshed() {
        open.map(id => document.getElementById(id)).filter(Boolean).forEach(menu => {
            menu.open = true;
        });
        if (focused && (document.activeElement === document.body || !document.activeElement)) {
            document.getElementById(focused)?.focus({preventScroll: true});
        }
    }

    /* A way to log in that was chosen is told as if a field had been changed. */
    function choose(button) {
        const field = document.getElementById('connect:way');
        field.value = button.dataset.way;
        field.dispatchEvent(new Event('change', {bubbles: true}));
    }

    /* The server sends no token back: one that was refused, for itself or for what stands beside it, is put back from
       this page's memory, masked, and is nowhere else. */
    let token = '';

    function holdToken() {
        token = document.getElementById('connect:token')?.value ?? '';
    }

    function giveBackToken(args) {
        const field = document.getElementById('connect:token');
        if (args?.validationFailed && field && field.value === '') {
            field.value = token;
        }
        token = '';
    }

    /* The library keeps a button disabled for a moment after its answer: a file that is chosen meanwhile is not lost. */
    const SOON = 100;

    function look(field) {
        const button = document.getElementById(field.dataset.look);
        if (!field.isConnected || field.files.length === 0) {
            return;
        }
        document.querySelector('.again').classList.add('shown');
        if (button.disabled) {
            setTimeout(() => look(field), SOON);
        } else {
            button.click();
        }
    }

    /* Answered: the file need not be sent again. */
    function looked(args) {
        document.querySelector('.again').classList.toggle('shown', !args);
    }

    document.addEventListener('change', event => {
        if (event.target.matches?.('input[type=file][data-look]')) {
            look(event.target);
        }
    });
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) {
        document.addEventListener(type, event => {
            const zone = event.target.closest?.('.drop');
            zone?.classList.toggle('over', type === 'dragenter' || type === 'dragover');
        });
    }
    document.addEventListener('click', event => {
        const link = event.target.closest?.('a[data-person]');
        const button = event.target.closest?.('button');
        if (link && isPlain(event)) {
            event.preventDefault();
            show(link);
        } else if (button?.dataset.way) {
            choose(button);
        } else if (button) {
            pressed(button);
        } else if (event.target.matches?.('.ui-widget-overlay')) {
            const drawer = Array.from(document.querySelectorAll('.ui-dialog.drawer')).find(each => each.getClientRects().length > 0);
            if (drawer && event.target.id === drawer.id + '_modal') {
                PrimeFaces.getWidgetById(drawer.id).hide();
            }
        }
    });

    return {shown, looked, holdToken, giveBackToken, beforeRefresh, refreshed};
})();
