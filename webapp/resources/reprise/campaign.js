/* What the page of a campaign does beside its components. */
window.CampaignPage = (function () {
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
        // not by the library's own events: what a page asks for by itself is none of them
        new MutationObserver(() => document.querySelectorAll('details[data-revision]').forEach(each => {
            each.open ||= read.has(each.dataset.revision);
        })).observe(document.getElementById('content'), {childList: true, subtree: true});
    });

    return {opened};
})();
