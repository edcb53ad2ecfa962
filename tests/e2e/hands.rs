//! Input: keys, the mouse, and places on the page.

use std::path::Path;

use serde_json::{Value, json};

use crate::driver::Browser;

impl Browser {
    /// Presses keys one after the other, as characters or WebDriver's codes for keys.
    pub fn press(&self, keys: &str) {
        let both = |key: char| {
            [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
        };
        let actions: Vec<Value> = keys.chars().flat_map(both).collect();
        self.act(&json!([{ "type": "key", "id": "keys", "actions": actions }]));
    }

    /// Presses a key while another is held down.
    pub fn chord(&self, held: char, key: char) {
        let actions = json!([
            { "type": "keyDown", "value": held },
            { "type": "keyDown", "value": key },
            { "type": "keyUp", "value": key },
            { "type": "keyUp", "value": held },
        ]);
        self.act(&json!([{ "type": "key", "id": "keys", "actions": actions }]));
    }

    /// Drags along points of the window, one every sixtieth of a second.
    pub fn drag(&self, places: impl Iterator<Item = [f64; 2]>) {
        let mut places = places;
        let first = places.next().expect("a drag begins somewhere");
        let mut actions = vec![go(first, 0), json!({ "type": "pointerDown", "button": 0 })];
        actions.extend(places.map(|place| go(place, 16)));
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        self.point(&actions);
    }

    /// Presses the mouse button at a point and holds it.
    pub fn hold(&self, place: [f64; 2]) {
        self.point(&[go(place, 0), json!({ "type": "pointerDown", "button": 0 })]);
    }

    /// Moves the mouse to a point at once.
    pub fn move_to(&self, place: [f64; 2]) {
        self.point(&[go(place, 0)]);
    }

    /// Releases the mouse button.
    pub fn let_go(&self) {
        self.point(&[json!({ "type": "pointerUp", "button": 0 })]);
    }

    /// Chooses a file in a field that takes files.
    pub fn choose_file(&self, selector: &str, file: &Path) {
        let found = self.call("POST", "/element", &json!({ "using": "css selector", "value": selector }));
        let element = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str);
        let element = element.unwrap_or_else(|| panic!("an element `{selector}`: {found}"));
        self.call(
            "POST",
            &format!("/element/{element}/value"),
            &json!({ "text": file.display().to_string() }),
        );
    }

    fn point(&self, actions: &[Value]) {
        let mouse = json!({ "pointerType": "mouse" });
        self.act(&json!([{ "type": "pointer", "id": "mouse", "parameters": mouse, "actions": actions }]));
    }

    fn act(&self, actions: &Value) {
        self.call("POST", "/actions", &json!({ "actions": actions }));
    }

    /// The centre of the first element that matches a selector, scrolled into view.
    pub fn middle_of(&self, selector: &str) -> [f64; 2] {
        let found = self.run(&format!(
            "const element = document.querySelector({selector:?});
             element.scrollIntoView({{ block: 'center', behavior: 'instant' }});
             const box = element.getBoundingClientRect();
             return [box.x + box.width / 2, box.y + box.height / 2];"
        ));
        [0, 1].map(|axis| found[axis].as_f64().expect("a place"))
    }
}

/// A mouse move to a point that takes `millis` milliseconds.
fn go([x, y]: [f64; 2], millis: u32) -> Value {
    json!({ "type": "pointerMove", "duration": millis, "x": x.round() as i64, "y": y.round() as i64 })
}
