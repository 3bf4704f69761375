/* Styles over a text: each mark as the chosen format writes it, around what is selected. Written as if it were typed, so
   that the browser can undo it. */
(function () {
    const MARKS = {
        HTML: {
            bold: ['<b>', '</b>'], italic: ['<i>', '</i>'], underline: ['<u>', '</u>'], strikethrough: ['<s>', '</s>'],
            code: ['<code>', '</code>'], spoiler: ['<tg-spoiler>', '</tg-spoiler>'], quote: ['<blockquote>', '</blockquote>']
        },
        MARKDOWN: {
            bold: ['*', '*'], italic: ['_', '_'], underline: ['__', '__'], strikethrough: ['~', '~'],
            code: ['`', '`'], spoiler: ['||', '||']
        }
    };
    const KEYS = {b: 'bold', i: 'italic', u: 'underline', k: 'link'};
    const ADDRESS = /^https?:\/\/\S+$/;
    /* What stood in a text before it became HTML. */
    const plain = new WeakMap();
    const NEW_ADDRESS = 'https://';

    function part(toolbar, name) {
        return document.getElementById(toolbar.dataset.toolbar + ':' + name);
    }

    function toolbarOf(field) {
        return Array.from(document.querySelectorAll('[data-toolbar]')).find(each => part(each, 'text') === field);
    }

    /* Puts a text in the place of another, and selects a part of it. */
    function replace(field, from, to, text, start, end) {
        field.focus();
        field.setSelectionRange(from, to);
        const typed = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
        if (!typed) {
            field.setRangeText(text, from, to, 'end');
            field.dispatchEvent(new Event('input', {bubbles: true}));
        }
        field.setSelectionRange(start, end);
    }

    function plainToHtml(text) {
        return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    }

    /* What stands in a selection is written in the format already; escaped is what the format would trip over. */
    const escaped = {
        HTML: text => text
            .replace(/&(?!(?:lt|gt|amp|quot|#\d+|#x[\da-f]+);)/gi, '&amp;')
            .replace(/<(?!\/?[a-z])/gi, '&lt;'),
        MARKDOWN: text => text.replace(/\\[\x01-\x7e]|[.!\-=+#{}]/g, (found, at) =>
            found.length > 1 || (found === '!' && text[at + 1] === '[') ? found : '\\' + found)
    };

    /* Side by side, marks of underscores are read from the left as long as they go: an empty bold keeps them apart. */
    function apart(format, mark, before, inside, after) {
        const both = format === 'MARKDOWN' && mark.startsWith('_');
        return [
            both && before.endsWith('_') ? '**' : '', both && inside.startsWith('_') ? '**' : '',
            both && inside.endsWith('_') ? '**' : '', both && after.startsWith('_') ? '**' : ''
        ];
    }

    function isMarked(open, close, before, after) {
        const longer = open[0] === '_' && (before.endsWith('_' + open) || after.startsWith(close + '_'));
        return before.endsWith(open) && after.startsWith(close) && !longer;
    }

    /* What kept the marks apart goes with them. */
    function keptApart(open, close, before, after) {
        const is = open[0] === '_' && before.endsWith('_**' + open) && after.startsWith(close + '**_');
        return is ? 2 : 0;
    }

    function around(field, format, [open, close]) {
        const {value, selectionStart: from, selectionEnd: to} = field;
        const before = value.slice(0, from);
        const after = value.slice(to);
        const selected = value.slice(from, to);
        if (isMarked(open, close, before, after)) {
            const kept = keptApart(open, close, before, after);
            const start = from - open.length - kept;
            replace(field, start, to + close.length + kept, selected, start, start + selected.length);
            return;
        }
        const inside = escaped[format](selected);
        const [first, second, third, fourth] = apart(format, open, before, inside, after);
        const start = from + first.length + open.length + second.length;
        replace(field, from, to, first + open + second + inside + third + close + fourth, start, start + inside.length);
    }

    /* A quote of Markdown is whole lines, each with its mark. */
    function quoteLines(field) {
        const {value} = field;
        const from = value.lastIndexOf('\n', field.selectionStart - 1) + 1;
        const end = value.indexOf('\n', Math.max(from, field.selectionEnd - (field.selectionEnd > field.selectionStart ? 1 : 0)));
        const to = end < 0 ? value.length : end;
        const lines = value.slice(from, to).split('\n');
        const quoted = lines.every(line => line.startsWith('>'));
        const text = lines.map(line => quoted ? line.slice(1) : '>' + line).join('\n');
        replace(field, from, to, text, from, from + text.length);
    }

    function link(field, format, label) {
        const {value, selectionStart: from, selectionEnd: to} = field;
        const selected = value.slice(from, to);
        const isAddress = ADDRESS.test(selected);
        const text = selected === '' ? label : escaped[format](selected);
        const address = !isAddress ? NEW_ADDRESS : format === 'HTML'
            ? plainToHtml(selected).replace(/"/g, '&quot;') : selected.replace(/[)\\]/g, '\\$&');
        const [before, middle, after] = format === 'HTML' ? ['<a href="', '">', '</a>'] : ['[', '](', ')'];
        const written = format === 'HTML' ? before + address + middle + text + after : before + text + middle + address + after;
        const start = from + before.length + (format === 'HTML' ? 0 : text.length + middle.length);
        const done = from + written.length;
        replace(field, from, to, written, isAddress ? done : start, isAddress ? done : start + address.length);
    }

    /* Plain text has no styles: what stands there is written as HTML, and looks as before. */
    function toHtml(toolbar, field) {
        const {value, selectionStart: from, selectionEnd: to} = field;
        const start = plainToHtml(value.slice(0, from)).length;
        const end = start + plainToHtml(value.slice(from, to)).length;
        const html = plainToHtml(value);
        if (html !== value) {
            replace(field, 0, value.length, html, start, end);
        }
        plain.set(field, {before: value});
        choose(toolbar, 'HTML', toolbar.dataset.switched);
    }

    function choose(toolbar, wanted, why) {
        const format = part(toolbar, 'format');
        format.value = wanted;
        format.dispatchEvent(new Event('change', {bubbles: true}));
        toolbar.querySelector('.switched').textContent = why;
    }

    /* Whoever takes the style back takes the format back with it. */
    function undone(event) {
        const change = plain.get(event.target);
        if (change && event.inputType === 'historyUndo' && event.target.value === change.before) {
            plain.delete(event.target);
            choose(toolbarOf(event.target), 'PLAIN', '');
        }
    }

    function style(toolbar, name) {
        const field = part(toolbar, 'text');
        if (part(toolbar, 'format').value === 'PLAIN') {
            toHtml(toolbar, field);
        }
        const format = part(toolbar, 'format').value;
        if (name === 'link') {
            link(field, format, toolbar.dataset.link);
        } else if (name === 'quote' && format === 'MARKDOWN') {
            quoteLines(field);
        } else {
            around(field, format, MARKS[format][name]);
        }
    }

    function insert(toolbar, characters, menu) {
        const field = part(toolbar, 'text');
        const at = field.selectionStart + characters.length;
        menu.open = false;
        replace(field, field.selectionStart, field.selectionEnd, characters, at, at);
    }

    /* One stop for Tab; the arrows go from button to button. */
    function stops(toolbar) {
        return Array.from(toolbar.querySelectorAll('button, summary')).filter(each => each.getClientRects().length > 0);
    }

    function walk(event, toolbar) {
        const all = stops(toolbar);
        const at = all.indexOf(document.activeElement);
        const steps = {ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1};
        if (at >= 0 && event.key in steps) {
            event.preventDefault();
            const next = all[(steps[event.key] + all.length) % all.length];
            toolbar.querySelectorAll('button, summary').forEach(each => { each.tabIndex = each === next ? 0 : -1; });
            next.focus();
        }
    }

    function press(event) {
        const button = event.target.closest?.('[data-style], [data-emoji], [data-insert]');
        const toolbar = button?.closest('[data-toolbar]');
        if (toolbar && button.dataset.style) {
            style(toolbar, button.dataset.style);
        } else if (toolbar) {
            insert(toolbar, button.dataset.emoji ?? button.dataset.insert, button.closest('details'));
        }
    }

    function key(event) {
        const toolbar = event.target.closest?.('[data-toolbar]');
        const open = toolbar?.querySelector('details[open]');
        if (open && event.key === 'Escape') {
            // the panel alone closes, not the dialog that it stands in
            event.stopImmediatePropagation();
            open.open = false;
            open.querySelector('summary').focus();
        } else if (toolbar) {
            walk(event, toolbar);
        } else if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key?.toLowerCase()]) {
            const over = event.target.matches?.('textarea') && toolbarOf(event.target);
            if (over) {
                event.preventDefault();
                event.stopImmediatePropagation();
                style(over, KEYS[event.key.toLowerCase()]);
            }
        }
    }

    document.addEventListener('click', press);
    document.addEventListener('input', undone);
    document.addEventListener('keydown', key, true);
    // a button that takes the focus would take the selection from the text on some browsers
    document.addEventListener('mousedown', event => event.target.closest?.('[data-style], [data-emoji]') && event.preventDefault());
})();
