//! Data in, marks out: charts as plain values, drawn on any plotters backend.
