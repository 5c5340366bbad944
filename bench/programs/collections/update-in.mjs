export const about = { measures: 'update-in, assoc-in, get-in', size: 20_000, small: 20 };

const change = (state, who, i) => {
  const player = state.game.players[who];
  return {
    ...state,
    game: {
      ...state.game,
      players: { ...state.game.players, [who]: { ...player, score: player.score + i, moves: player.moves + 1 } },
      round: i,
    },
  };
};

export function run(n) {
  let state = { game: { players: { ada: { score: 0, moves: 0 }, bob: { score: 0, moves: 0 } }, round: 0 } };
  for (let i = 0; i < n; i++) state = change(state, i % 2 === 0 ? 'ada' : 'bob', i);
  const { players, round } = state.game;
  return players.ada.score + players.bob.moves + round;
}
