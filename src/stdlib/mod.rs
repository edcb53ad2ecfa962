//! What a cell may call: tables of natives.
