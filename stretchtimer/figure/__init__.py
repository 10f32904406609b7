"""Pure geometry of the guide figure: skeleton, poses, blending and the shapes to draw."""
