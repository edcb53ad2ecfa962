//! A landscape as an image: heights on a grid, lit and with contour lines, above a floor that repeats its colours,
//! seen from any side without perspective.
//!
//! The image is made column by column. What lies under a column of pixels is a straight line across the floor, walked
//! from the viewer away; each stretch of it covers some pixels of the column, and the first stretch to reach a pixel
//! colours it. So hidden parts cost almost nothing, and no depth has to be kept.

/// What is seen. Lengths are in pixels, heights in shares of the range from 0 to 1, places on the floor in units of
/// half its longer side.
pub struct Relief<'a> {
    /// Of each grid point, in rows that begin with the smallest y: its share, its two slopes (height over place), and
    /// its weight, 1; a gap has zeros.
    pub points: &'a [[f32; 4]],
    /// The numbers of columns and rows of the grid, at least 2 each.
    pub size: [usize; 2],
    /// Half the sides of the floor.
    pub half: [f32; 2],
    /// The heights of share 0, of share 1 and of the floor.
    pub heights: [f32; 3],
    /// Sine and cosine of the turn about the vertical.
    pub turn: [f32; 2],
    /// Sine and cosine of the tilt.
    pub tilt: [f32; 2],
    /// The pixel of the block's middle.
    pub middle: [f32; 2],
    /// Pixels for half the floor's longer side.
    pub scale: f32,
    /// The colours of 256 heights.
    pub colors: &'a [[u8; 3]],
    /// The colours of the floor.
    pub floor_colors: &'a [[u8; 3]],
    /// How much light falls on everything, how much from the side, and how much shines.
    pub light: [f32; 3],
    /// The colour of contour lines.
    pub line: [u8; 3],
    /// The share of the first contour line, and from one to the next.
    pub levels: [f32; 2],
    /// The number of the first of every fifth lines, which are stronger.
    pub fifth: i32,
    /// Opacity and width of a contour line, and of every fifth.
    pub strokes: [[f32; 2]; 2],
}

/// Where the light comes from, fixed to the viewer: from the upper left, as right, away and up.
const LIGHT: [f32; 3] = [-0.623, -0.302, 0.723];

/// How much steeper than it is the ground is lit, so that gentle slopes can be seen.
const EXAGGERATION: f32 = 1.35;

/// The light on the underside, in shares of the light on everything.
const UNDERSIDE: f32 = 0.72;

/// How much of the light's relief the floor shows.
const FLOOR_RELIEF: f32 = 0.35;

/// The least distance between two contour lines in pixels; closer ones fade, since they could not be told apart.
const CLOSEST: f32 = 2.5;

/// A place of the ground as a column sees it.
#[derive(Clone, Copy, Default)]
struct Sample {
    /// The pixel row.
    y: f32,
    share: f32,
    /// The light that it gives back, and what it shines.
    diffuse: f32,
    shine: f32,
    /// How much the share changes from pixel to pixel.
    change: f32,
}

impl Relief<'_> {
    /// Writes the image of `width` times `height` pixels: red, green, blue and opacity, row by row.
    ///
    /// # Panics
    /// If there are fewer points or colours than stated, or fewer bytes than pixels need.
    pub fn draw(&self, [width, height]: [usize; 2], rgba: &mut [u8]) {
        for column in 0..width {
            let right = (column as f32 + 0.5 - self.middle[0]) / self.scale;
            if let Some(way) = self.under(right) {
                self.draw_column(column, right, way, [width, height], rgba);
            }
        }
    }

    /// The stretch of the floor under a column of pixels, as how far away it begins and ends.
    fn under(&self, right: f32) -> Option<[f32; 2]> {
        let [sin, cos] = self.turn;
        let mut way = [f32::MIN, f32::MAX];
        for (half, from, by) in [(self.half[0], right * cos, sin), (self.half[1], -right * sin, cos)] {
            if by.abs() < 1e-6 {
                if from.abs() > half {
                    return None;
                }
                continue;
            }
            let ends = [(-half - from) / by, (half - from) / by];
            way = [way[0].max(ends[0].min(ends[1])), way[1].min(ends[0].max(ends[1]))];
        }
        (way[0] < way[1]).then_some(way)
    }

    fn draw_column(&self, column: usize, right: f32, way: [f32; 2], size: [usize; 2], rgba: &mut [u8]) {
        let [width, height] = size;
        let cell = (0..2).map(|axis| 2.0 * self.half[axis] / (self.size[axis] - 1) as f32);
        let step = 0.5 * cell.fold(f32::MAX, f32::min);
        let count = (((way[1] - way[0]) / step) as usize).clamp(1, 4096);
        let by = (way[1] - way[0]) / count as f32;
        let mut before = self.sample(right, way[0]);
        for index in 1..=count {
            let next = self.sample(right, way[0] + by * index as f32);
            if let (Some(from), Some(to)) = (before, next) {
                let is_top = to.y <= from.y;
                let (low, high) = if is_top { (to.y, from.y) } else { (from.y, to.y) };
                // The pixels whose middles lie between the two.
                let first = (low - 0.5).ceil().max(0.0) as usize;
                let last = ((high - 0.5).ceil().max(0.0) as usize).min(height);
                let over = 1.0 / (to.y - from.y);
                for row in first..last {
                    let at = 4 * (row * width + column);
                    let Some(pixel) = rgba.get_mut(at..at + 4).filter(|pixel| pixel[3] == 0) else {
                        continue;
                    };
                    let part = (row as f32 + 0.5 - from.y) * over;
                    pixel.copy_from_slice(&self.ground(&from.towards(&to, part), is_top));
                }
            }
            before = next;
        }
        self.draw_floor(column, right, way, size, rgba);
    }

    /// The floor, where nothing hides it.
    fn draw_floor(
        &self,
        column: usize,
        right: f32,
        way: [f32; 2],
        [width, height]: [usize; 2],
        rgba: &mut [u8],
    ) {
        let rise = self.tilt[0].max(1e-3);
        let row_of = |away: f32| self.middle[1] - (away * rise + self.heights[2] * self.tilt[1]) * self.scale;
        let first = (row_of(way[1]) - 0.5).ceil().max(0.0) as usize;
        let last = ((row_of(way[0]) - 0.5).ceil().max(0.0) as usize).min(height);
        for row in first..last {
            let at = 4 * (row * width + column);
            let Some(pixel) = rgba.get_mut(at..at + 4).filter(|pixel| pixel[3] == 0) else { continue };
            let up = (self.middle[1] - row as f32 - 0.5) / self.scale;
            let away = (up - self.heights[2] * self.tilt[1]) / rise;
            let Some([share, along, across]) = self.point(right, away) else { continue };
            let [diffuse, _] = self.lit([FLOOR_RELIEF * along, FLOOR_RELIEF * across]);
            let flat = (self.light[0] + self.light[1] * LIGHT[2]).max(0.1);
            let steep = (along * along + across * across / (rise * rise)).sqrt();
            let change = steep / ((self.heights[1] - self.heights[0]) * self.scale);
            let color = colour(self.floor_colors, share);
            pixel.copy_from_slice(&self.lined(color.map(|c| c * diffuse / flat), share, change));
        }
    }

    /// Share and slopes (to the right, and away) of the ground at a place; `None` in a gap.
    fn point(&self, right: f32, away: f32) -> Option<[f32; 3]> {
        let [sin, cos] = self.turn;
        let place = [right * cos + away * sin, away * cos - right * sin];
        let [columns, rows] = self.size;
        let on = |axis: usize, last: usize| {
            let at = ((place[axis] / self.half[axis] + 1.0) * 0.5 * last as f32).clamp(0.0, last as f32);
            let cell = (at as usize).min(last - 1);
            (cell, at - cell as f32)
        };
        let ((column, u), (row, v)) = (on(0, columns - 1), on(1, rows - 1));
        let corner = row * columns + column;
        let (below, above) = (&self.points[corner..corner + 2], &self.points[corner + columns..][..2]);
        let part = |at: usize| {
            let low = below[0][at] + (below[1][at] - below[0][at]) * u;
            let high = above[0][at] + (above[1][at] - above[0][at]) * u;
            low + (high - low) * v
        };
        // A gap begins half-way between a point and one without a height, so its border is smooth.
        let weight = part(3);
        if weight <= 0.5 {
            return None;
        }
        let [share, x, y] = [part(0), part(1), part(2)].map(|part| part / weight);
        Some([share, x * cos - y * sin, x * sin + y * cos])
    }

    fn sample(&self, right: f32, away: f32) -> Option<Sample> {
        let [share, along, across] = self.point(right, away)?;
        let [rise, stand] = self.tilt;
        let tall = self.heights[1] - self.heights[0];
        let z = self.heights[0] + share * tall;
        let [diffuse, shine] = self.lit([along, across]);
        // The slope on the screen: a pixel further up is a little further away, and higher.
        let foreshortened = (rise + stand * across).abs().max(1e-3);
        let change = ((along * rise).powi(2) + across * across).sqrt() / (foreshortened * tall * self.scale);
        Some(Sample {
            y: self.middle[1] - (away * rise + z * stand) * self.scale,
            share,
            diffuse,
            shine,
            change,
        })
    }

    /// The light that a slope gives back, and what it shines.
    fn lit(&self, slope: [f32; 2]) -> [f32; 2] {
        let [ambient, side, shining] = self.light;
        let [right, away] = slope.map(|slope| -EXAGGERATION * slope);
        let over = 1.0 / (right * right + away * away + 1.0).sqrt();
        let facing = (right * LIGHT[0] + away * LIGHT[1] + LIGHT[2]) * over;
        // Half-way between the light and the viewer.
        let half = [LIGHT[0], LIGHT[1] - self.tilt[1], LIGHT[2] + self.tilt[0]];
        let long = (half[0] * half[0] + half[1] * half[1] + half[2] * half[2]).sqrt();
        let glance = ((right * half[0] + away * half[1] + half[2]) * over / long).max(0.0);
        let squared = glance * glance;
        let fourth = squared * squared;
        let sixteenth = fourth * fourth * (fourth * fourth);
        [ambient + side * facing.max(0.0), 255.0 * shining * sixteenth * squared]
    }

    fn ground(&self, at: &Sample, is_top: bool) -> [u8; 4] {
        let color = colour(self.colors, at.share);
        let lit = if is_top {
            color.map(|c| c * at.diffuse + at.shine)
        } else {
            color.map(|c| c * self.light[0] * UNDERSIDE)
        };
        self.lined(lit, at.share, at.change)
    }

    /// A colour, with the contour line that passes there.
    fn lined(&self, color: [f32; 3], share: f32, change: f32) -> [u8; 4] {
        let [first, step] = self.levels;
        let number = (share - first) / step;
        let nearest = number.round();
        // The distance to the nearest line, and between two lines, in pixels.
        let over = 1.0 / change.max(1e-9);
        let distance = (number - nearest).abs() * step * over;
        let is_fifth = (nearest as i32 - self.fifth).rem_euclid(5) == 0;
        let [opacity, width] = self.strokes[usize::from(is_fifth)];
        let between = step * over * if is_fifth { 5.0 } else { 1.0 };
        let room = ((between - CLOSEST) / CLOSEST).clamp(0.0, 1.0);
        let is_inside = (0.0..=1.0).contains(&share);
        let cover =
            if is_inside { (0.5 * width + 0.5 - distance).clamp(0.0, 1.0) * opacity * room } else { 0.0 };
        let [r, g, b] = [0, 1, 2]
            .map(|c| (color[c] + (f32::from(self.line[c]) - color[c]) * cover).clamp(0.0, 255.0) as u8);
        [r, g, b, 255]
    }
}

impl Sample {
    fn towards(&self, to: &Sample, part: f32) -> Sample {
        let blend = |from: f32, to: f32| from + (to - from) * part;
        Sample {
            y: 0.0,
            share: blend(self.share, to.share),
            diffuse: blend(self.diffuse, to.diffuse),
            shine: blend(self.shine, to.shine),
            change: blend(self.change, to.change),
        }
    }
}

/// The colour of a share, between two of the map's.
fn colour(colors: &[[u8; 3]], share: f32) -> [f32; 3] {
    let last = colors.len() - 1;
    let at = share.clamp(0.0, 1.0) * last as f32;
    let from = (at as usize).min(last - 1);
    let part = at - from as f32;
    [0, 1, 2].map(|c| {
        let (low, high) = (f32::from(colors[from][c]), f32::from(colors[from + 1][c]));
        low + (high - low) * part
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A scene whose colours say the share, without light and lines.
    fn plain<'a>(
        points: &'a [[f32; 4]],
        side: usize,
        colors: &'a [[u8; 3]],
        yaw: f32,
        pitch: f32,
    ) -> Relief<'a> {
        Relief {
            points,
            size: [side; 2],
            half: [1.0; 2],
            heights: [-0.4, 0.4, -0.6],
            turn: [yaw.sin(), yaw.cos()],
            tilt: [pitch.sin(), pitch.cos()],
            middle: [100.0, 90.0],
            scale: 60.0,
            colors,
            floor_colors: colors,
            light: [1.0, 0.0, 0.0],
            line: [0; 3],
            levels: [0.0, 0.1],
            fifth: 0,
            strokes: [[0.0, 1.0]; 2],
        }
    }

    fn drawn(relief: &Relief<'_>) -> Vec<u8> {
        let mut rgba = vec![0; 4 * 200 * 180];
        relief.draw([200, 180], &mut rgba);
        rgba
    }

    /// Colours that repeat a number from 0 to 255.
    fn grey() -> Vec<[u8; 3]> {
        (0..=255).map(|level| [level; 3]).collect()
    }

    fn wave(side: usize) -> Vec<[f32; 4]> {
        let at = |index: usize| index as f32 / (side - 1) as f32 * 2.0 - 1.0;
        let places = (0..side).flat_map(|row| (0..side).map(move |column| (column, row)));
        places
            .map(|(column, row)| {
                [0.5 + 0.45 * (4.0 * at(column)).sin() * (3.0 * at(row)).cos(), 0.0, 0.0, 1.0]
            })
            .collect()
    }

    /// What a pixel shows, by small steps along its line of sight, from the viewer away.
    fn met(relief: &Relief<'_>, column: usize, row: usize) -> Option<f32> {
        let right = (column as f32 + 0.5 - relief.middle[0]) / relief.scale;
        let up = (relief.middle[1] - row as f32 - 0.5) / relief.scale;
        let [from, to] = relief.under(right)?;
        let mut before: Option<f32> = None;
        for step in 0..=20_000 {
            let away = from + (to - from) * step as f32 / 20_000.0;
            let share = relief.point(right, away)?[0];
            let ground = relief.heights[0] + share * (relief.heights[1] - relief.heights[0]);
            let over = (up - away * relief.tilt[0]) / relief.tilt[1] - ground;
            if before.is_some_and(|before| before * over <= 0.0) {
                return Some(share);
            }
            before = Some(over);
        }
        None
    }

    #[test]
    fn a_pixel_shows_what_its_line_of_sight_meets_first() {
        let (points, colors) = (wave(41), grey());
        let mut met_count = 0;
        let mut far_off = 0;
        for turn in 0..6 {
            let relief = plain(&points, 41, &colors, 0.9 * turn as f32, 0.35 + 0.15 * turn as f32);
            let rgba = drawn(&relief);
            for (column, row) in (0..25).flat_map(|column| (0..22).map(move |row| (8 * column, 8 * row))) {
                let Some(share) = met(&relief, column, row) else { continue };
                let shown = rgba[4 * (row * 200 + column)];
                met_count += 1;
                // At a silhouette the steps of both may fall on different sides.
                far_off +=
                    usize::from((f32::from(shown) - 255.0 * share).abs() > 6.0 && relief.light[0] == 1.0);
            }
        }
        assert!(met_count > 800, "{met_count}");
        // The underside is darker, so it is off as well; only few pixels see it.
        assert!(far_off * 25 < met_count, "{far_off} of {met_count}");
    }

    #[test]
    fn a_gap_shows_what_is_behind_it() {
        let side = 21;
        let mut points = vec![[1.0f32, 0.0, 0.0, 1.0]; side * side];
        points[side * 10 + 10] = [0.0; 4];
        let colors = grey();
        let floor = [[7, 8, 9]; 256];
        let relief = Relief { floor_colors: &floor, ..plain(&points, side, &colors, 0.0, 1.5) };
        let rgba = drawn(&relief);
        let colors_of = |wanted: [u8; 3]| rgba.chunks(4).filter(|pixel| pixel[..3] == wanted).count();
        assert!(colors_of([255; 3]) > 5_000);
        // Under the gap the floor would have the colour of a height that is not known, so nothing is painted.
        let middle = 4 * (90 * 200 + 100);
        assert_eq!(rgba[middle + 3], 0);
    }

    #[test]
    fn contour_lines_have_their_width_on_the_screen() {
        // A slope to the right: lines run away from the viewer, a tenth of 120 pixels apart.
        let side = 11;
        let points: Vec<[f32; 4]> =
            (0..side * side).map(|at| [(at % side) as f32 / 10.0, 0.4, 0.0, 1.0]).collect();
        let colors = vec![[200; 3]; 256];
        let stroke = [[1.0, 2.0]; 2];
        let relief =
            Relief { strokes: stroke, ..plain(&points, side, &colors, 0.0, std::f32::consts::FRAC_PI_2) };
        let rgba = drawn(&relief);
        let row: Vec<u8> = (45..155).map(|column| rgba[4 * (90 * 200 + column)]).collect();
        let ink: f32 = row.iter().map(|level| 1.0 - f32::from(*level) / 200.0).sum();
        // Nine lines of two pixels.
        assert!((16.0..20.0).contains(&ink), "{ink}: {row:?}");
    }

    #[test]
    fn odd_sizes_and_views_draw_within_the_image() {
        let (points, colors) = (wave(2), grey());
        for [width, height] in [[1, 1], [1, 200], [333, 2]] {
            for turn in 0..20 {
                let relief = plain(&points, 2, &colors, 0.33 * turn as f32, 0.08 * turn as f32);
                let mut rgba = vec![0; 4 * width * height];
                relief.draw([width, height], &mut rgba);
            }
        }
    }
}
