//! Every control of a page, moved there and back, for tests that count or measure what follows.

/// Moves every slider and handle there and back, and edits every cell. `watch` makes each change and returns what is to be
/// known of it.
const MOVE_ALL: &str = "const done = arguments[0], page = document.documentElement.dataset;
    const until = async (isSo) => { while (!isSo()) await new Promise((go) => setTimeout(go, 1)); };
    const frames = async () => { for (let k = 0; k < 3; k++) await new Promise(requestAnimationFrame); };
    const hasSettled = () => Number(page.settled) >= Number(page.revision);
    // Waits until nothing is on its way: an answer, or coming into view, may make a figure ask for more a little later.
    const quiet = async () => {
        for (let before = null; before !== page.revision;) {
            before = page.revision;
            await frames();
            await until(hasSettled);
            await frames();
        }
    };
    const move = (control, back) => {
        if (control.tagName === 'TEXTAREA') control.value = back ? control.value.slice(0, -2) : control.value + ' #';
        else if (control.tagName === 'INPUT') back ? control.stepDown() : control.stepUp();
        else return control.dispatchEvent(
            new KeyboardEvent('keydown', { key: back ? 'ArrowLeft' : 'ArrowRight', bubbles: true, cancelable: true }));
        control.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    const moveAll = async (watch) => {
        const found = [];
        const controls = 'main input[type=range], main [role=slider], main .cell__input';
        for (const control of document.querySelectorAll(controls)) {
            if (control.getClientRects().length === 0) continue;
            control.scrollIntoView({ block: 'center', behavior: 'instant' });
            await quiet();
            const label = control.getAttribute('aria-label') ?? control.closest('label')?.textContent ?? '';
            const name = `${control.closest('figure')?.dataset.kind ?? 'cell'} ${label}`;
            for (const back of [false, true]) {
                found.push([name, await watch(() => move(control, back))]);
                await quiet();
            }
        }
        return found;
    };";

/// A script that changes every control there and back, and returns for each change the name of the control and what
/// `watch` has returned: a function of JavaScript that takes the change, makes it, and waits.
pub fn move_all(watch: &str) -> String {
    format!("{MOVE_ALL}\n    moveAll({watch}).then(done);")
}
