//! A pool with real members, which run in turns by a clock of the test.

use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};

use fluxion::compute::message::{Device, Reply, Request};
use fluxion::compute::{Action, Kind, Part, Placement, Pool, Tiler};
use fluxion::lab::landscape::Job;
use fluxion::tensor::random::Random;

thread_local! {
    static CLOCK: Cell<f64> = const { Cell::new(0.0) };
}

pub fn now() -> f64 {
    CLOCK.get()
}

pub fn pass(millis: f64) {
    CLOCK.set(CLOCK.get() + millis);
}

/// How long a worker takes for a point, and a GPU for a request and a point, in milliseconds.
const POINT: f64 = 0.05;
const GPU: [f64; 2] = [4.0, 0.0005];

/// What a GPU of this test does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    /// Computes, though not the same bits as a worker.
    Works,
    /// Is not there.
    Missing,
    /// Is lost after so many tiles, each time.
    LostAfter(u32),
    /// Does not answer from so many tiles on.
    SilentAfter(u32),
}

/// A member, as the pool sees it through its worker.
pub struct Simulated {
    pub kind: Kind,
    pub inbox: VecDeque<Request>,
    pub tiler: Tiler,
    pub has_started: bool,
    pub is_open: bool,
    pub tiles: u32,
    pub lost: u32,
}

/// A pool, its members, and what has come of it.
pub struct Simulation {
    pub pool: Pool,
    pub members: BTreeMap<u32, Simulated>,
    pub fate: Fate,
    pub parts: Vec<Part>,
    pub random: Random,
}

impl Simulation {
    pub fn new(cores: usize, forced: Option<Placement>, fate: Fate) -> Simulation {
        CLOCK.set(0.0);
        let pool = Pool::new(cores, forced);
        Simulation { pool, members: BTreeMap::new(), fate, parts: Vec::new(), random: Random::new(1) }
    }

    pub fn act(&mut self, actions: Vec<Action>) {
        for action in actions {
            match action {
                Action::Start(id, kind) => {
                    let (inbox, tiler) = (VecDeque::new(), Tiler::new(now));
                    let own = Simulated {
                        kind,
                        inbox,
                        tiler,
                        has_started: false,
                        is_open: false,
                        tiles: 0,
                        lost: 0,
                    };
                    assert!(self.members.insert(id, own).is_none(), "every member has a number of its own");
                }
                Action::Post(id, request) => {
                    // What is sent to a worker that is not there is dropped.
                    if let Some(own) = self.members.get_mut(&id) {
                        own.inbox.push_back(request);
                    }
                }
                Action::End(id) => {
                    self.members.remove(&id);
                }
            }
        }
    }

    pub fn begin(&mut self, job: &Job) -> u64 {
        let (id, actions) = self.pool.begin(job.clone(), now());
        self.act(actions);
        id
    }

    fn hear(&mut self, id: u32, reply: Reply) {
        let (part, actions) = self.pool.hear(id, reply, now());
        self.parts.extend(part);
        self.act(actions);
    }

    /// One member, chosen at random, does its next piece of work.
    pub fn turn(&mut self) {
        let ids: Vec<u32> = self.members.keys().copied().collect();
        pass(0.1);
        if let Some(&id) = ids.get((self.random.uniform() * ids.len() as f64) as usize) {
            let own = self.members.get_mut(&id).unwrap();
            if !own.has_started {
                own.has_started = true;
                let actions = self.pool.started(id, now());
                self.act(actions);
            } else if own.kind == Kind::Worker {
                self.work(id);
            } else {
                self.work_on_gpu(id);
            }
        }
        let actions = self.pool.tick(now());
        self.act(actions);
    }

    fn work(&mut self, id: u32) {
        let own = self.members.get_mut(&id).unwrap();
        own.inbox.drain(..).for_each(|request| own.tiler.receive(request));
        let mut replies = Vec::new();
        while own.tiler.has_work() && replies.is_empty() {
            own.tiler.work(&mut |reply| replies.push(reply));
        }
        for mut reply in replies {
            if let Reply::Tile { tile, millis, .. } = &mut reply {
                *millis = tile.points() as f64 * POINT;
                // The others work at the same time.
                pass(*millis / self.members.len() as f64);
            }
            self.hear(id, reply);
        }
    }

    fn work_on_gpu(&mut self, id: u32) {
        let fate = self.fate;
        let own = self.members.get_mut(&id).unwrap();
        if fate == Fate::Missing {
            let words = "no usable GPU: none".to_owned();
            return self.hear(id, Reply::Device(Device::Unusable { words }));
        }
        if !own.is_open {
            own.is_open = true;
            return self.hear(id, Reply::Device(Device::Ready { name: "test".into() }));
        }
        own.inbox.drain(..).for_each(|request| own.tiler.receive(request));
        let mut replies = Vec::new();
        while own.tiler.has_work() && replies.is_empty() {
            own.tiler.work(&mut |reply| replies.push(reply));
        }
        let Some(mut reply) = replies.pop() else { return };
        own.tiles += 1;
        let Reply::Tile { id: job, tile, losses, millis } = &mut reply else { return self.hear(id, reply) };
        match fate {
            Fate::LostAfter(tiles) if own.tiles > tiles => {
                own.tiles = 0;
                own.is_open = false;
                own.lost += 1;
                let words = "the GPU was lost".to_owned();
                let news = if own.lost > 2 { Device::Unusable { words } } else { Device::Lost { words } };
                let declined = Reply::Declined { id: *job, tile: *tile };
                self.hear(id, declined);
                return self.hear(id, Reply::Device(news));
            }
            Fate::SilentAfter(tiles) if own.tiles > tiles => return pass(2000.0),
            _ => {}
        }
        *millis = GPU[0] + tile.points() as f64 * GPU[1];
        pass(*millis);
        losses.iter_mut().for_each(|loss| *loss = f64::from(*loss as f32));
        self.hear(id, reply);
    }

    /// Works until the job is done; gives the losses of the whole grid, each of which came once.
    pub fn finish(&mut self, id: u64, side: u32) -> Vec<f64> {
        for _ in 0..200_000 {
            if self.pool.job().is_none() {
                break;
            }
            self.turn();
        }
        assert_eq!(self.pool.flaw(), None);
        assert_eq!(self.pool.job(), None, "the job is done");
        let mut grid = vec![None; (side * side) as usize];
        for Part { job, tile, losses } in self.parts.drain(..).filter(|part| part.job == id) {
            assert_eq!((job, losses.len()), (id, tile.points()));
            for ([column, row], loss) in tile.places().zip(losses) {
                let before = grid[(row * side + column) as usize].replace(loss);
                assert_eq!(before, None, "({column}, {row}) comes once");
            }
        }
        grid.into_iter().map(|loss| loss.expect("every point comes")).collect()
    }
}
